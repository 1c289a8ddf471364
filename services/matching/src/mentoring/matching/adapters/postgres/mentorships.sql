-- name: add_mentorships!
-- As they were agreed.
INSERT INTO mentorships (
    id, program, proposal, mentor, mentee, mentor_enrollment, mentee_enrollment, started_at, ends_on, every, minutes,
    state, ended_at, reason, peers, "group", phases, phase, next_phase_on, pause, paused_until, resumed_at, flags,
    rematch_for, agreement, verdict, level, risk
)
SELECT
    id, program, proposal, mentor, mentee, mentor_enrollment, mentee_enrollment, started_at, ends_on, every, minutes,
    state, ended_at, reason, peers, "group", phases, phase, next_phase_on, pause, paused_until, resumed_at, flags,
    rematch_for, agreement, verdict, level, risk
FROM jsonb_populate_recordset(NULL::mentorships, :rows::jsonb);

-- name: mentorship^
-- One mentorship.
SELECT * FROM mentorships WHERE id = :id;

-- name: hold_mentorship^
-- Held until the transaction ends, so that of two who end it one is the first.
SELECT * FROM mentorships WHERE id = :id FOR NO KEY UPDATE;

-- name: hold_mentorships
-- In the order of ids, so that no two works wait for each other.
SELECT * FROM mentorships WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR NO KEY UPDATE;

-- name: hold_running_mentorships_of_person
-- What ends or pauses when somebody leaves or goes on leave.
SELECT * FROM mentorships
WHERE state IN ('active', 'paused') AND (mentor = :person OR mentee = :person)
ORDER BY id
FOR NO KEY UPDATE;

-- name: mentorships_of_moved
-- Whoever reports elsewhere takes all below along: in one line with them is now whoever is above the first. Nobody is
-- looked for while nothing runs.
WITH RECURSIVE below AS (
    SELECT id AS person FROM unnest(:reporting::uuid[]) AS r (id)
    WHERE EXISTS (SELECT FROM mentorships WHERE state IN ('active', 'paused'))
    UNION
    SELECT p.id FROM people AS p JOIN below ON p.manager = below.person
),
above AS (
    SELECT manager AS person FROM people WHERE id = ANY(:reporting::uuid[]) AND manager IS NOT NULL
    UNION
    SELECT p.manager FROM people AS p JOIN above ON p.id = above.person WHERE p.manager IS NOT NULL
),
running AS (SELECT id, mentor, mentee, flags FROM mentorships WHERE state IN ('active', 'paused'))
SELECT * FROM mentorships
WHERE id IN (
    SELECT r.id FROM unnest(:moved::uuid[]) AS m (person) JOIN running AS r ON r.mentor = m.person
    UNION
    SELECT r.id FROM unnest(:moved::uuid[]) AS m (person) JOIN running AS r ON r.mentee = m.person
    UNION
    SELECT r.id FROM above AS a JOIN running AS r ON r.mentor = a.person JOIN below AS b ON b.person = r.mentee
    UNION
    SELECT r.id FROM above AS a JOIN running AS r ON r.mentee = a.person JOIN below AS b ON b.person = r.mentor
    UNION
    SELECT r.id FROM running AS r JOIN below AS b ON b.person = r.mentor WHERE r.flags <> '[]'
    UNION
    SELECT r.id FROM running AS r JOIN below AS b ON b.person = r.mentee WHERE r.flags <> '[]'
)
ORDER BY id;

-- name: mentorships_ended_by_leaving
-- What may be offered again when somebody is back.
SELECT * FROM mentorships
WHERE state = 'ended' AND reason = 'left'
    AND (mentor_enrollment = ANY(:ids::uuid[]) OR mentee_enrollment = ANY(:ids::uuid[]))
ORDER BY ended_at DESC, id;

-- name: mentorships_over
-- A small number at a time; without a lock, because their places are held first.
SELECT * FROM mentorships WHERE state IN ('active', 'paused') AND ends_on < :today ORDER BY ends_on, id LIMIT :most;

-- name: hold_mentorships_to_resume
-- A small number at a time; what another copy of the clock or somebody's act holds is passed over.
SELECT * FROM mentorships
WHERE state = 'paused' AND paused_until <= :today
ORDER BY paused_until, id
LIMIT :most
FOR NO KEY UPDATE SKIP LOCKED;

-- name: hold_mentorships_for_next_phase
-- A small number at a time; what another copy of the clock or somebody's act holds is passed over.
SELECT * FROM mentorships
WHERE state IN ('active', 'paused') AND next_phase_on <= :today
ORDER BY next_phase_on, id
LIMIT :most
FOR NO KEY UPDATE SKIP LOCKED;

-- name: save_mentorships!
-- What becomes of them.
UPDATE mentorships AS m SET
    ends_on = r.ends_on, state = r.state, ended_at = r.ended_at, reason = r.reason, phase = r.phase,
    next_phase_on = r.next_phase_on, pause = r.pause, paused_until = r.paused_until, resumed_at = r.resumed_at,
    flags = r.flags, rematch_for = r.rematch_for, agreement = r.agreement, verdict = r.verdict, level = r.level,
    risk = r.risk
FROM jsonb_populate_recordset(NULL::mentorships, :rows::jsonb) AS r
WHERE m.id = r.id;

-- name: set_agreement!
-- Over what was there.
INSERT INTO agreements (mentorship, goals, frequency, boundaries, set_by, set_at)
SELECT mentorship, goals, frequency, boundaries, set_by, set_at
FROM jsonb_populate_recordset(NULL::agreements, :rows::jsonb)
ON CONFLICT (mentorship) DO UPDATE SET
    goals = excluded.goals, frequency = excluded.frequency, boundaries = excluded.boundaries,
    set_by = excluded.set_by, set_at = excluded.set_at;

-- name: agreement^
-- The words, for the two.
SELECT * FROM agreements WHERE mentorship = :mentorship;

-- name: forget_agreements!
-- They are of both: they go with either.
DELETE FROM agreements AS a
USING mentorships AS m
WHERE m.id = a.mentorship AND (m.mentor = ANY(:ids::uuid[]) OR m.mentee = ANY(:ids::uuid[]));

-- name: add_reflection
-- Each of the two once.
INSERT INTO reflections (mentorship, person, at, words, satisfaction)
SELECT mentorship, person, at, words, satisfaction FROM jsonb_populate_recordset(NULL::reflections, :rows::jsonb)
ON CONFLICT DO NOTHING
RETURNING mentorship;

-- name: reflections
-- Of the two.
SELECT * FROM reflections WHERE mentorship = :mentorship ORDER BY at, person;

-- name: forget_reflections!
-- The words go with either of the two; the numbers stay, and whoever gave none leaves nothing.
WITH theirs AS (
    SELECT r.mentorship, r.person
    FROM reflections AS r
    JOIN mentorships AS m ON m.id = r.mentorship
    WHERE m.mentor = ANY(:ids::uuid[]) OR m.mentee = ANY(:ids::uuid[])
),
silent AS (
    DELETE FROM reflections AS r USING theirs AS t
    WHERE r.mentorship = t.mentorship AND r.person = t.person AND r.satisfaction IS NULL
)
UPDATE reflections AS r SET words = ''
FROM theirs AS t
WHERE r.mentorship = t.mentorship AND r.person = t.person AND r.satisfaction IS NOT NULL;
