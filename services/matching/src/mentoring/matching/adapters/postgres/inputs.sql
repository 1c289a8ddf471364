-- name: keep_terms!
-- What a run was decided by, beside the people.
UPDATE runs SET terms = :terms WHERE id = :run;

-- name: terms$
-- The same.
SELECT terms FROM runs WHERE id = :run;

-- name: inputs
-- Everybody whom a run saw, in the order in which it saw them.
SELECT side, features FROM run_inputs WHERE run = :run ORDER BY side, rank;

-- name: inputs_of
-- Some of them.
SELECT side, features FROM run_inputs WHERE run = :run AND person = ANY(:ids::uuid[]) ORDER BY side, rank;

-- name: run_bars
-- What stood between two.
SELECT mentor, mentee, bar FROM run_bars WHERE run = :run;

-- name: drop_inputs!
-- Of a run that was called off, or of an earlier attempt.
WITH bars AS (DELETE FROM run_bars WHERE run = :run)
DELETE FROM run_inputs WHERE run = :run;

-- name: drop_some_inputs!
-- Whoever is gone, or not as they were.
DELETE FROM run_inputs WHERE run = :run AND side = :side AND enrollment = ANY(:ids::uuid[]);

-- name: last_input$
-- Behind which new rows are put.
SELECT coalesce(max(rank), 0) FROM run_inputs WHERE run = :run AND side = :side;

-- name: drop_bars!
-- Of these pairs.
DELETE FROM run_bars AS b
USING unnest(:mentors::uuid[], :mentees::uuid[]) AS r (mentor, mentee)
WHERE b.run = :run AND b.mentor = r.mentor AND b.mentee = r.mentee;

-- name: drop_forgotten_inputs!
-- Whoever was forgotten, or what they said was, between the moment when it was read and the one when it was kept.
DELETE FROM run_inputs AS i
WHERE
    i.run = :run AND (
        NOT EXISTS (SELECT FROM people AS p WHERE p.id = i.person)
        OR (i.speaks AND NOT EXISTS (SELECT FROM participants AS s WHERE s.person = i.person))
    );

-- name: forget_inputs!
-- Of all runs.
DELETE FROM run_inputs WHERE person = ANY(:ids::uuid[]);
