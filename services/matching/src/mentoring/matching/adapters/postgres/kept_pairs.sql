-- name: kept_pairs
-- All of a program's.
SELECT word, mentor, mentee FROM kept_pairs WHERE program = :program;

-- name: excluded_pairs
-- Who is never brought together: all, or those among a few people.
SELECT mentor, mentee FROM kept_pairs
WHERE
    program = :program AND word = 'excluded'
    AND (:people::uuid[] IS NULL OR (mentor = ANY(:people) AND mentee = ANY(:people)));

-- name: drop_kept_pairs!
-- All of a program's.
DELETE FROM kept_pairs WHERE program = :program;

-- name: forget_kept_pairs!
-- With either of the two.
DELETE FROM kept_pairs WHERE mentor = ANY(:ids::uuid[]) OR mentee = ANY(:ids::uuid[]);
