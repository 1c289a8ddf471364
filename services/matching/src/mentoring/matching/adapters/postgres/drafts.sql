-- name: drop_draft!
-- Of a run that was called off, or whose earlier attempt left one.
WITH
alone AS (DELETE FROM draft_unmatched WHERE run = :run),
prices AS (DELETE FROM draft_prices WHERE run = :run)
DELETE FROM draft_pairs WHERE run = :run;

-- name: drop_all_beside_pairs!
-- Prices, and those without a pair: both are told anew.
WITH alone AS (DELETE FROM draft_unmatched WHERE run = :run)
DELETE FROM draft_prices WHERE run = :run;

-- name: draft_prices
-- Of all mentors whose places have a price.
SELECT enrollment, price FROM draft_prices WHERE run = :run;

-- name: draft_pairs_to_publish
-- The next pairs of a draft, in the order of their ranks.
SELECT rank, mentor, mentee, mentor_enrollment, mentee_enrollment, parts, "group"
FROM draft_pairs
WHERE run = :run AND rank > :after
ORDER BY rank
LIMIT :most;

-- name: draft_pairs_after
-- A page of a draft's pairs, those with the most points first.
SELECT rank, mentor, mentee, mentor_enrollment, mentee_enrollment, parts, "group"
FROM draft_pairs
WHERE
    run = :run AND points BETWEEN :least AND :most
    AND (:person::uuid IS NULL OR mentor = :person OR mentee = :person)
    AND (:last_points::integer IS NULL OR points < :last_points OR (points = :last_points AND rank > :last_rank))
ORDER BY points DESC, rank
LIMIT :size;

-- name: draft_pair^
-- These two.
SELECT rank, mentor, mentee, mentor_enrollment, mentee_enrollment, parts, "group"
FROM draft_pairs
WHERE run = :run AND mentor = :mentor AND mentee = :mentee;

-- name: draft_mentors_of
-- Whom a draft brings together with a mentee.
SELECT mentor FROM draft_pairs WHERE run = :run AND mentee = :mentee ORDER BY rank;

-- name: drop_draft_pairs!
-- What an edit took away.
DELETE FROM draft_pairs AS d
USING unnest(:mentors::uuid[], :mentees::uuid[]) AS r (mentor, mentee)
WHERE d.run = :run AND d.mentor = r.mentor AND d.mentee = r.mentee;

-- name: last_ranks^
-- Behind which new rows are put.
SELECT
    (SELECT coalesce(max(rank), 0) FROM draft_pairs WHERE run = :run) AS pairs,
    (SELECT coalesce(max(rank), 0) FROM draft_unmatched WHERE run = :run) AS alone;

-- name: drop_draft_unmatched!
-- Whoever got somebody by an edit.
DELETE FROM draft_unmatched WHERE run = :run AND enrollment = ANY(:ids::uuid[]);

-- name: draft_unmatched_after
-- A page of those without a pair.
SELECT * FROM draft_unmatched WHERE run = :run AND rank > :after ORDER BY rank LIMIT :most;
