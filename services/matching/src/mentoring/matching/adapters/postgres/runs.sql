-- name: add_run!
-- As it was asked for.
INSERT INTO runs (id, program, started_at, seed, state, attempts, mode, fair, started_by)
VALUES (:id, :program, :started_at, :seed, :state, :attempts, :mode, :fair, :started_by);

-- name: run^
-- One run.
SELECT * FROM runs WHERE id = :id;

-- name: hold_run^
-- Held until the transaction ends, so that of two who publish it one is the first.
SELECT * FROM runs WHERE id = :id FOR NO KEY UPDATE;

-- name: run_under_way^
-- There is one at most.
SELECT * FROM runs WHERE program = :program AND state = 'started';

-- name: hold_unclaimed_run^
-- Waits for a worker, or its worker has gone silent; what another copy is just claiming is passed over.
SELECT * FROM runs
WHERE state = 'started' AND (claimed_until IS NULL OR claimed_until <= :at)
ORDER BY id
LIMIT 1
FOR NO KEY UPDATE SKIP LOCKED;

-- name: save_run!
-- What a run learns on its way.
UPDATE runs SET
    state = :state, figures = :figures, failure = :failure, claim = :claim, claimed_until = :claimed_until,
    attempts = :attempts, progress = :progress, publication = :publication
WHERE id = :id;

-- name: hold_run_in_publication^
-- The draft whose publication has begun and is not over; what another copy is just publishing is passed over.
SELECT * FROM runs
WHERE state = 'drafted' AND publication IS NOT NULL
ORDER BY id
LIMIT 1
FOR NO KEY UPDATE SKIP LOCKED;

-- name: runs_after
-- A page of a program's runs, newest first.
SELECT * FROM runs
WHERE program = :program AND (:after::uuid IS NULL OR id < :after)
ORDER BY id DESC
LIMIT :most;

-- name: keep_draft_pairs!
-- The pairs of a draft, best first.
INSERT INTO draft_pairs (run, rank, mentor, mentee, mentor_enrollment, mentee_enrollment, explanation)
SELECT :run, rank, mentor, mentee, mentor_enrollment, mentee_enrollment, explanation
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    rank integer, mentor uuid, mentee uuid, mentor_enrollment uuid, mentee_enrollment uuid, explanation jsonb
);

-- name: keep_draft_unmatched!
-- Everybody without a pair, and why.
INSERT INTO draft_unmatched (run, rank, enrollment, person, place, why, facts)
SELECT :run, rank, enrollment, person, place, why, facts
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    rank integer, enrollment uuid, person uuid, place text, why text, facts jsonb
);

-- name: draft_pairs_to_publish
-- The next pairs of a draft, best first; their points alone, since nobody reads the words of many at once.
SELECT
    run, rank, mentor, mentee, mentor_enrollment, mentee_enrollment,
    jsonb_build_object('parts', explanation -> 'parts', 'forgotten', TRUE) AS explanation
FROM draft_pairs
WHERE run = :run AND rank > :after
ORDER BY rank
LIMIT :most;

-- name: draft_pairs_after
-- A page of a draft's pairs, best first.
SELECT * FROM draft_pairs WHERE run = :run AND rank > :after ORDER BY rank LIMIT :most;

-- name: draft_unmatched_after
-- A page of those without a pair.
SELECT * FROM draft_unmatched WHERE run = :run AND rank > :after ORDER BY rank LIMIT :most;

-- name: explanation_of$
-- Why a proposed pair was brought together.
SELECT explanation FROM draft_pairs WHERE run = :run AND mentor = :mentor AND mentee = :mentee;

-- name: drop_draft!
-- Of a run that was called off.
WITH alone AS (DELETE FROM draft_unmatched WHERE run = :run)
DELETE FROM draft_pairs WHERE run = :run;

-- name: forget_explanations!
-- The points stay; what quotes somebody's own words goes.
UPDATE draft_pairs
SET explanation = jsonb_build_object('parts', explanation -> 'parts', 'forgotten', TRUE)
WHERE mentor = ANY(:ids::uuid[]) OR mentee = ANY(:ids::uuid[]);
