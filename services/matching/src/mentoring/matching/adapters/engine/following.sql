-- name: horizon^
-- What this snapshot sees, as a text that differs when anything was committed in between, and the oldest transaction
-- that it may not see.
SELECT
    pg_current_snapshot()::text AS seen,
    pg_snapshot_xmin(pg_current_snapshot())::text AS since;

-- name: changes
-- Rows written by transactions that an earlier snapshot may not have seen. Nothing of this server's future: rows that
-- were copied from another one may name transactions that are yet to come here.
SELECT DISTINCT kind, id FROM engine_changes
WHERE touched >= :since::text::xid8 AND touched < pg_snapshot_xmax(pg_current_snapshot());

-- name: managers
-- The whole company's reporting lines.
SELECT id, manager FROM people WHERE manager IS NOT NULL;

-- name: managers_of
-- Who is above some of them.
SELECT id, manager FROM people WHERE id = ANY(:ids::uuid[]);

-- name: open_programs
-- Those in which people find each other.
SELECT * FROM programs WHERE state = 'open' ORDER BY id;

-- name: programs_of
-- Some of them, whatever their state.
SELECT * FROM programs WHERE id = ANY(:ids::uuid[]);

-- name: places_in
-- All of one program.
SELECT id, program, person, place, capacity, state, top FROM enrollments
WHERE program = :program AND state <> 'withdrawn'
ORDER BY id;

-- name: places_of
-- Some of them.
SELECT id, program, person, place, capacity, state, top FROM enrollments WHERE id = ANY(:ids::uuid[]);

-- name: people_of
-- What the rules and criteria read of people, each half as it was told.
SELECT
    p.id, p.manager, p.status, p.zone, p.locale, p.stage, p.site, p.department, p.function,
    greatest(p.paused_until, s.paused_until) AS paused_until, p.frozen_at,
    (m.told -> 'answer_hours' ->> 'expected')::float8 AS answers_in,
    (to_jsonb(s) - 'person' - 'paused_until')::text AS said,
    CASE WHEN h.person IS NOT NULL THEN jsonb_build_object('zone', h.zone, 'stretches', h.hours)::text END AS worked
FROM people AS p
LEFT JOIN participants AS s ON s.person = p.id
LEFT JOIN hours AS h ON h.person = p.id
LEFT JOIN mentors AS m ON m.person = p.id
WHERE p.id = ANY(:ids::uuid[]);

-- name: proposals_in
-- Of one program, those that count.
SELECT id, program, mentor, mentee, mentor_enrollment, mentee_enrollment, asked_by, state FROM proposals
WHERE program = :program AND state IN ('open', 'declined');

-- name: proposals_of
-- Some of them.
SELECT id, program, mentor, mentee, mentor_enrollment, mentee_enrollment, asked_by, state FROM proposals
WHERE id = ANY(:ids::uuid[]);

-- name: mentorships_in
-- All of one program that ever were.
SELECT id, program, mentor, mentee, mentor_enrollment, mentee_enrollment, state FROM mentorships
WHERE program = :program;

-- name: mentorships_elsewhere
-- Of other programs those that run, and where it is asked for those that ended as well.
SELECT id, program, mentor, mentee, mentor_enrollment, mentee_enrollment, state FROM mentorships
WHERE program <> :program AND (state IN ('active', 'paused') OR :ended::boolean);

-- name: mentorships_of
-- Some of them.
SELECT id, program, mentor, mentee, mentor_enrollment, mentee_enrollment, state FROM mentorships
WHERE id = ANY(:ids::uuid[]);

-- name: excluded_in
-- Pairs that are never brought together in a program.
SELECT mentor, mentee FROM kept_pairs WHERE program = :program AND word = 'excluded';

-- name: mark!
-- Which transactions are over at this hour.
INSERT INTO engine_marks (touched, at)
SELECT pg_snapshot_xmin(pg_current_snapshot()), :at
ON CONFLICT (touched) DO NOTHING;

-- name: forget_changes!
-- Those that were over at the hour and that every copy has long seen.
DELETE FROM engine_changes
WHERE touched < (SELECT touched FROM engine_marks WHERE at <= :before ORDER BY touched DESC LIMIT 1);

-- name: forget_marks!
-- All but the one that the next look needs.
DELETE FROM engine_marks
WHERE touched < (SELECT touched FROM engine_marks WHERE at <= :before ORDER BY touched DESC LIMIT 1);
