-- name: add_program!
-- As it was written down.
INSERT INTO programs (
    id, name, kind, state, objectives, starts, ends, every, minutes, rules, weights, answer_within, managers
)
VALUES (
    :id, :name, :kind, :state, :objectives, :starts, :ends, :every, :minutes, :rules, :weights, :answer_within,
    :managers
);

-- name: program^
-- One program.
SELECT * FROM programs WHERE id = :id;

-- name: hold_program^
-- Held until the transaction ends, so that of two who open it, or two who start a run, one is the first.
SELECT * FROM programs WHERE id = :id FOR NO KEY UPDATE;

-- name: save_program!
-- Only its state ever changes.
UPDATE programs SET state = :state WHERE id = :id;

-- name: programs_after
-- A page of all programs, newest first.
SELECT * FROM programs WHERE :after::uuid IS NULL OR id < :after ORDER BY id DESC LIMIT :most;

-- name: add_enrollments
-- Whoever has the place already is left as they are, and not among those that come back; sorted, so that two batches
-- with the same people never wait for each other.
INSERT INTO enrollments (id, program, person, place, capacity, state)
SELECT id, program, person, place, capacity, state
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    id uuid, program uuid, person uuid, place text, capacity integer, state text
)
ORDER BY program, person, place
ON CONFLICT (program, person, place) WHERE state <> 'withdrawn' DO NOTHING
RETURNING id;

-- name: hold_enrollments
-- In the order of ids, so that no two works wait for each other; readers and new proposals are not kept waiting.
SELECT * FROM enrollments WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR NO KEY UPDATE;

-- name: hold_enrollments_of_person
-- What somebody has to give up.
SELECT * FROM enrollments WHERE person = :person AND state <> 'withdrawn' ORDER BY id FOR NO KEY UPDATE;

-- name: enrollments_of_program
-- Everybody who has a place.
SELECT * FROM enrollments WHERE program = :program AND state <> 'withdrawn' ORDER BY id;

-- name: enrollments_after
-- A page of everybody who has or had a place.
SELECT * FROM enrollments
WHERE program = :program AND (:after::uuid IS NULL OR id > :after)
ORDER BY id
LIMIT :most;

-- name: save_enrollments!
-- Only their state ever changes.
UPDATE enrollments AS e SET state = r.state
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, state text)
WHERE e.id = r.id;

-- name: running_by_enrollment
-- How many mentorships run in each place.
SELECT place, count(*) AS pairs
FROM (
    SELECT mentor_enrollment AS place FROM mentorships
    WHERE state IN ('active', 'paused') AND mentor_enrollment = ANY(:ids::uuid[])
    UNION ALL
    SELECT mentee_enrollment FROM mentorships
    WHERE state IN ('active', 'paused') AND mentee_enrollment = ANY(:ids::uuid[])
) AS held
GROUP BY place;

-- name: taken_by_enrollment
-- How many of each place's pairs run or are proposed: what a new proposal must leave room for.
SELECT place, count(*) AS pairs
FROM (
    SELECT mentor_enrollment AS place FROM mentorships
    WHERE state IN ('active', 'paused') AND mentor_enrollment = ANY(:ids::uuid[])
    UNION ALL
    SELECT mentee_enrollment FROM mentorships
    WHERE state IN ('active', 'paused') AND mentee_enrollment = ANY(:ids::uuid[])
    UNION ALL
    SELECT mentor_enrollment FROM proposals WHERE state = 'open' AND mentor_enrollment = ANY(:ids::uuid[])
    UNION ALL
    SELECT mentee_enrollment FROM proposals WHERE state = 'open' AND mentee_enrollment = ANY(:ids::uuid[])
) AS held
GROUP BY place;
