-- name: add_introduction
-- Nothing where the two are being introduced already, or were.
INSERT INTO introductions (
    id, mentorship, program, by, introduced, "to", asked_at, open_until, state, agreed_by, made_at, declined_by,
    reason, outcome, message
)
SELECT
    id, mentorship, program, by, introduced, "to", asked_at, open_until, state, agreed_by, made_at, declined_by,
    reason, outcome, message
FROM jsonb_populate_recordset(NULL::introductions, :rows::jsonb)
ON CONFLICT (introduced, "to") WHERE state IN ('asked', 'made') DO NOTHING
RETURNING id;

-- name: introduction^
-- One introduction.
SELECT * FROM introductions WHERE id = :id;

-- name: hold_introduction^
-- Held until the transaction ends, so that of two answers at once one is the first.
SELECT * FROM introductions WHERE id = :id FOR NO KEY UPDATE;

-- name: hold_expired_introductions
-- A small number at a time; what another copy of the clock or somebody's answer holds is passed over.
SELECT * FROM introductions
WHERE state = 'asked' AND open_until <= :at
ORDER BY open_until, id
LIMIT :most
FOR NO KEY UPDATE SKIP LOCKED;

-- name: hold_open_introductions_of_person
-- What comes to nothing when somebody leaves.
SELECT * FROM introductions
WHERE state = 'asked' AND (by = :person OR introduced = :person OR "to" = :person)
ORDER BY id
FOR NO KEY UPDATE;

-- name: open_introductions$
-- How many of a mentorship await an answer.
SELECT count(*) FROM introductions WHERE mentorship = :mentorship AND state = 'asked';

-- name: save_introductions!
-- What answers and time do to them.
UPDATE introductions AS i SET
    state = r.state, agreed_by = r.agreed_by, made_at = r.made_at, declined_by = r.declined_by, reason = r.reason,
    outcome = r.outcome
FROM jsonb_populate_recordset(NULL::introductions, :rows::jsonb) AS r
WHERE i.id = r.id;

-- name: introductions_of_person
-- A page of all that concern somebody, newest first.
SELECT * FROM introductions
WHERE (by = :person OR introduced = :person OR "to" = :person) AND (:after::uuid IS NULL OR id < :after)
ORDER BY id DESC
LIMIT :most;

-- name: introductions_of_mentorship
-- All of a mentorship, newest first.
SELECT * FROM introductions WHERE mentorship = :mentorship ORDER BY id DESC;

-- name: introduction_message$
-- For the three alone.
SELECT message FROM introductions WHERE id = :id;

-- name: forget_introductions
-- They go with any of the three.
DELETE FROM introductions
WHERE by = ANY(:ids::uuid[]) OR introduced = ANY(:ids::uuid[]) OR "to" = ANY(:ids::uuid[])
RETURNING id;
