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
    attempts = :attempts, progress = :progress, publication = :publication, inputs = :inputs, engine = :engine
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
