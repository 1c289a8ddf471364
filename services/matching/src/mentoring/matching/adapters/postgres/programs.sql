-- name: add_program!
-- As it was written down.
INSERT INTO programs (
    id, name, kind, state, objectives, starts, ends, every, minutes, rules, weights, answer_within, managers, mode,
    answers, check_ins, phases, group_size, topics, open_requests
)
VALUES (
    :id, :name, :kind, :state, :objectives, :starts, :ends, :every, :minutes, :rules, :weights, :answer_within,
    :managers, :mode, :answers, :check_ins, :phases, :group_size, :topics, :open_requests
);

-- name: program^
-- One program.
SELECT * FROM programs WHERE id = :id;

-- name: hold_program^
-- Held until the transaction ends, so that of two who open it, or two who start a run, one is the first.
SELECT * FROM programs WHERE id = :id FOR NO KEY UPDATE;

-- name: save_program!
-- Its state, or its terms; its kind never changes.
UPDATE programs SET
    name = :name, state = :state, objectives = :objectives, starts = :starts, ends = :ends, every = :every,
    minutes = :minutes, rules = :rules, weights = :weights, answer_within = :answer_within, managers = :managers,
    mode = :mode, answers = :answers, check_ins = :check_ins, phases = :phases, group_size = :group_size,
    topics = :topics, open_requests = :open_requests
WHERE id = :id;

-- name: programs_of
-- Those of them that are there.
SELECT * FROM programs WHERE id = ANY(:ids::uuid[]);

-- name: hold_programs_over
-- A small number at a time; what another copy of the clock holds is passed over.
SELECT * FROM programs
WHERE state = 'open' AND ends < :today
ORDER BY ends
LIMIT :most
FOR NO KEY UPDATE SKIP LOCKED;

-- name: programs_after
-- A page of all programs, newest first.
SELECT * FROM programs WHERE :after::uuid IS NULL OR id < :after ORDER BY id DESC LIMIT :most;

-- name: add_enrollments
-- Whoever has the place already is left as they are, and not among those that come back; sorted, so that two batches
-- with the same people never wait for each other.
INSERT INTO enrollments (id, program, person, place, capacity, state, top, enrolled_at)
SELECT id, program, person, place, capacity, state, top, enrolled_at
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    id uuid, program uuid, person uuid, place text, capacity integer, state text, top text, enrolled_at timestamptz
)
ORDER BY program, person, place
ON CONFLICT (program, person, place) WHERE state <> 'withdrawn' DO NOTHING
RETURNING id;

-- name: enrollment^
-- One place.
SELECT * FROM enrollments WHERE id = :id;

-- name: hold_enrollments
-- In the order of ids, so that no two works wait for each other; readers and new proposals are not kept waiting.
SELECT * FROM enrollments WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR NO KEY UPDATE;

-- name: hold_enrollments_of_person
-- What somebody has to give up.
SELECT * FROM enrollments WHERE person = :person AND state <> 'withdrawn' ORDER BY id FOR NO KEY UPDATE;

-- name: hold_enrollments_of_leaver
-- What a leaver gave up in programs that are still open; the newest of each place, unless they have it anew.
SELECT e.* FROM enrollments AS e
JOIN programs AS p ON p.id = e.program AND p.state = 'open'
WHERE e.person = :person AND e.state = 'withdrawn' AND e.because = 'left'
    AND NOT EXISTS (
        SELECT FROM enrollments AS n
        WHERE n.program = e.program AND n.person = e.person AND n.place = e.place
            AND (n.state <> 'withdrawn' OR n.because = 'left') AND n.id > e.id
    )
ORDER BY e.id
FOR NO KEY UPDATE OF e;

-- name: places_counted
-- How many people have each place.
SELECT place, count(*) AS count FROM enrollments WHERE program = :program AND state <> 'withdrawn' GROUP BY place;

-- name: enrollments_of_program
-- Everybody who has a place.
SELECT * FROM enrollments WHERE program = :program AND state <> 'withdrawn' ORDER BY id;

-- name: enrollments_of_people
-- Where a few people stand in a program.
SELECT * FROM enrollments
WHERE program = :program AND person = ANY(:people::uuid[]) AND state <> 'withdrawn'
ORDER BY id;

-- name: free_mentors
-- Mentors with a free place: whom somebody could still get.
SELECT e.* FROM enrollments AS e
WHERE e.program = :program AND e.place = 'mentor' AND e.state <> 'withdrawn' AND e.capacity > (
    SELECT count(*) FROM mentorships AS m WHERE m.mentor_enrollment = e.id AND m.state IN ('active', 'paused')
) + (
    SELECT count(*) FROM proposals AS o
    WHERE o.mentor_enrollment = e.id AND o.state = 'open' AND o.asked_by IS DISTINCT FROM o.mentor
)
ORDER BY e.id;

-- name: claim_waiting
-- Who have waited longest in the first program that has some; an open request of their own is something open.
WITH waiting AS (
    SELECT e.id, e.program, e.suggested_at
    FROM programs AS p
    JOIN enrollments AS e ON e.program = p.id
    WHERE p.state = 'open' AND p.mode = 'suggested'
        AND e.place = 'mentee' AND e.state = 'waiting' AND e.capacity > 0
        AND (e.suggested_at IS NULL OR e.suggested_at <= :before)
        AND NOT EXISTS (SELECT FROM proposals AS o WHERE o.state = 'open' AND o.mentee_enrollment = e.id)
),
claimed AS (
    SELECT e.id FROM enrollments AS e
    JOIN waiting AS w ON w.id = e.id
    WHERE e.program = (SELECT program FROM waiting ORDER BY program LIMIT 1)
    ORDER BY w.suggested_at NULLS FIRST, e.id
    LIMIT :most
    FOR NO KEY UPDATE OF e SKIP LOCKED
)
UPDATE enrollments AS e SET suggested_at = :at FROM claimed AS c WHERE e.id = c.id
RETURNING e.*;

-- name: enrollments_after
-- A page of everybody who has or had a place.
SELECT * FROM enrollments
WHERE program = :program AND (:after::uuid IS NULL OR id > :after)
ORDER BY id
LIMIT :most;

-- name: save_enrollments!
-- What changes of a place.
UPDATE enrollments AS e SET state = r.state, capacity = r.capacity, top = r.top, because = r.because
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, state text, capacity integer, top text, because text)
WHERE e.id = r.id;

-- name: running_by_enrollment
-- How many mentorships run in each place; those of a circle are one, and one circle may be left out.
SELECT place, count(DISTINCT pair) AS pairs
FROM (
    SELECT mentor_enrollment AS place, CASE WHEN peers THEN coalesce("group", id) ELSE id END AS pair FROM mentorships
    WHERE state IN ('active', 'paused') AND mentor_enrollment = ANY(:ids::uuid[])
    UNION ALL
    SELECT mentee_enrollment, CASE WHEN peers THEN coalesce("group", id) ELSE id END FROM mentorships
    WHERE state IN ('active', 'paused') AND mentee_enrollment = ANY(:ids::uuid[])
) AS held
WHERE pair IS DISTINCT FROM :beside::uuid
GROUP BY place;

-- name: taken_by_enrollment
-- How many of each place's pairs run or are proposed: what a new proposal must leave room for. What somebody asked for
-- fills a place of whoever is asked, and none of their own. A circle fills one place of each of its members.
SELECT place, count(DISTINCT pair) AS pairs
FROM (
    SELECT mentor_enrollment AS place, CASE WHEN peers THEN coalesce("group", id) ELSE id END AS pair FROM mentorships
    WHERE state IN ('active', 'paused') AND mentor_enrollment = ANY(:ids::uuid[])
    UNION ALL
    SELECT mentee_enrollment, CASE WHEN peers THEN coalesce("group", id) ELSE id END FROM mentorships
    WHERE state IN ('active', 'paused') AND mentee_enrollment = ANY(:ids::uuid[])
    UNION ALL
    SELECT mentor_enrollment, CASE WHEN peers THEN coalesce("group", id) ELSE id END FROM proposals
    WHERE state = 'open' AND mentor_enrollment = ANY(:ids::uuid[]) AND asked_by IS DISTINCT FROM mentor
    UNION ALL
    SELECT mentee_enrollment, CASE WHEN peers THEN coalesce("group", id) ELSE id END FROM proposals
    WHERE state = 'open' AND mentee_enrollment = ANY(:ids::uuid[]) AND asked_by IS DISTINCT FROM mentee
) AS held
GROUP BY place;
