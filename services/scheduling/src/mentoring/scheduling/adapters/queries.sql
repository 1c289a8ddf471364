-- name: people_of
-- The people that are known.
SELECT id, employee_id, name, email, zone, status FROM people WHERE id = ANY(:ids);

-- name: hold_people
-- In the order of ids, so that two works that want the same people never wait for each other.
SELECT id, employee_id, name, email, zone, status FROM people WHERE id = ANY(:ids) ORDER BY id FOR UPDATE;

-- name: keep_people!
-- One statement for a whole batch of snapshots.
INSERT INTO people (id, employee_id, name, email, zone, status)
SELECT * FROM unnest(
    :ids::uuid[], :employee_ids::text[], :names::text[], :emails::text[], :zones::text[], :statuses::text[]
)
ON CONFLICT (id) DO UPDATE SET
    employee_id = excluded.employee_id, name = excluded.name, email = excluded.email, zone = excluded.zone,
    status = excluded.status;

-- name: forget_people!
-- Their hours go with them.
DELETE FROM people WHERE id = ANY(:ids);

-- name: person_by_employee_id$
-- Who a token speaks for, by the HR system's id.
SELECT id FROM people WHERE employee_id = :value AND status <> 'left' ORDER BY id LIMIT 1;

-- name: person_by_email$
-- Who a token speaks for, by address, however it is written.
SELECT id FROM people WHERE lower(email) = lower(:value) AND status <> 'left' ORDER BY id LIMIT 1;

-- name: hours_of
-- What people stated of their hours.
SELECT person, zone, hours, version FROM hours WHERE person = ANY(:ids);

-- name: state_hours!
-- The last word counts.
INSERT INTO hours (person, zone, hours, version) VALUES (:person, :zone, :hours, :version)
ON CONFLICT (person) DO UPDATE SET zone = excluded.zone, hours = excluded.hours, version = excluded.version;

-- name: begin_company_hours!
-- Nobody was told of other hours before the first.
INSERT INTO company_hours (hours) VALUES (:hours) ON CONFLICT DO NOTHING;

-- name: hold_company_hours^
-- One clock tells; the others find it busy.
SELECT hours, told_up_to FROM company_hours FOR UPDATE SKIP LOCKED;

-- name: save_company_hours!
-- Where the telling stands.
UPDATE company_hours SET hours = :hours, told_up_to = :told_up_to;

-- name: people_after
-- The next who stated nothing, held so that nobody states something meanwhile.
SELECT id, employee_id, name, email, zone, status FROM people
WHERE id > :after AND NOT EXISTS (SELECT FROM hours WHERE person = people.id AND hours.hours IS NOT NULL)
ORDER BY id LIMIT :limit FOR UPDATE;

-- name: keep_programs!
-- One statement for a whole batch of snapshots.
INSERT INTO programs (id, name) SELECT * FROM unnest(:ids::uuid[], :names::text[])
ON CONFLICT (id) DO UPDATE SET name = excluded.name;

-- name: forget_programs!
-- Calendars then do without the name.
DELETE FROM programs WHERE id = ANY(:ids);

-- name: program_name$
-- For the title of a calendar entry.
SELECT name FROM programs WHERE id = :id;

-- name: add_mentorship!
-- A mentorship that is known already stays as it is.
INSERT INTO mentorships (id, program, mentor, mentee, started_on, ends_on, every, minutes, state)
VALUES (:id, :program, :mentor, :mentee, :started_on, :ends_on, :every, :minutes, :state)
ON CONFLICT (id) DO NOTHING;

-- name: save_mentorship!
-- What pauses, more time and the end change.
UPDATE mentorships SET state = :state, ends_on = :ends_on, paused_on = :paused_on WHERE id = :id;

-- name: mentorship^
-- The mentorship as a view shows it.
SELECT id, program, mentor, mentee, started_on, ends_on, every, minutes, state, paused_on FROM mentorships
WHERE id = :id;

-- name: hold_mentorship^
-- Whoever holds it is alone in changing its sessions and check-ins.
SELECT id, program, mentor, mentee, started_on, ends_on, every, minutes, state, paused_on FROM mentorships
WHERE id = :id FOR UPDATE;

-- name: hold_mentorship_of_session^
-- A session never changes its mentorship, so the lock is the right one whatever happened meanwhile.
SELECT id, program, mentor, mentee, started_on, ends_on, every, minutes, state, paused_on FROM mentorships
WHERE id = (SELECT mentorship FROM sessions WHERE id = :session) FOR UPDATE;

-- name: hold_mentorships_with_sessions
-- In the order of ids, as everybody takes several of them.
SELECT id, program, mentor, mentee, started_on, ends_on, every, minutes, state, paused_on FROM mentorships
WHERE id IN (
    SELECT sessions.mentorship FROM holds JOIN sessions ON sessions.id = holds.session
    WHERE holds.person = :person AND sessions.starts > :after
)
ORDER BY id FOR UPDATE;

-- name: hold_due_mentorship^
-- Several clocks share the work: each takes one that no other holds. The pair must be here and at work.
SELECT m.id, m.program, m.mentor, m.mentee, m.started_on, m.ends_on, m.every, m.minutes, m.state, m.paused_on
FROM mentorships AS m
WHERE m.state = 'active'
    AND EXISTS (SELECT FROM check_ins WHERE mentorship = m.id AND state = 'planned' AND due_on <= :until)
    AND EXISTS (SELECT FROM people WHERE id = m.mentor AND status = 'active')
    AND EXISTS (SELECT FROM people WHERE id = m.mentee AND status = 'active')
LIMIT 1 FOR UPDATE OF m SKIP LOCKED;

-- name: session^
-- One session.
SELECT id, mentorship, mentor, mentee, kind, state, starts, ends, zone, sequence, booked_by, reason, changed_at
FROM sessions WHERE id = :id;

-- name: add_session!
-- The session comes before its holds, which point at it.
INSERT INTO sessions (
    id, mentorship, mentor, mentee, kind, state, starts, ends, zone, sequence, booked_by, reason, changed_at
) VALUES (
    :id, :mentorship, :mentor, :mentee, :kind, :state, :starts, :ends, :zone, :sequence, :booked_by, :reason,
    :changed_at
);

-- name: save_session!
-- What a move or a cancellation changes.
UPDATE sessions
SET state = :state, starts = :starts, ends = :ends, zone = :zone, sequence = :sequence, reason = :reason,
    changed_at = :changed_at
WHERE id = :id;

-- name: remove_session!
-- A session that did not get its time never was.
DELETE FROM sessions WHERE id = :id;

-- name: take_time
-- In the order of ids and without an error: two writers wait for each other one way round only, and the one that is
-- too late gets fewer rows than it asked for.
INSERT INTO holds (session, person, during)
SELECT :session, pair.person, tstzrange(:starts, :ends, '[)') FROM unnest(:people::uuid[]) AS pair (person)
ORDER BY pair.person
ON CONFLICT DO NOTHING
RETURNING person;

-- name: free_time!
-- Both get their time back.
DELETE FROM holds WHERE session = :session;

-- name: sessions_ahead
-- Booked sessions of a mentorship that have not begun.
SELECT id, mentorship, mentor, mentee, kind, state, starts, ends, zone, sequence, booked_by, reason, changed_at
FROM sessions WHERE mentorship = :mentorship AND state = 'booked' AND starts > :after ORDER BY starts, id;

-- name: busy
-- What is held for any of the people in a window, by the index of the exclusion.
SELECT holds.session, lower(holds.during) AS starts, upper(holds.during) AS ends
FROM unnest(:people::uuid[]) AS wanted (person)
JOIN holds
    ON uuidrange(holds.person, holds.person, '[]') && uuidrange(wanted.person, wanted.person, '[]')
    AND holds.during && tstzrange(:since, :until, '[)')
ORDER BY starts, ends;

-- name: sessions_of_person
-- A page of a person's sessions; a union, so that each side goes down its own index.
SELECT * FROM (
    (
        SELECT id, mentorship, mentor, mentee, kind, state, starts, ends, zone, sequence, booked_by, reason, changed_at
        FROM sessions
        WHERE mentor = :person AND (starts, id) > (:after_starts::timestamptz, :after_id::uuid)
            AND (:mentorship::uuid IS NULL OR mentorship = :mentorship::uuid)
        ORDER BY starts, id LIMIT :limit
    )
    UNION ALL
    (
        SELECT id, mentorship, mentor, mentee, kind, state, starts, ends, zone, sequence, booked_by, reason, changed_at
        FROM sessions
        WHERE mentee = :person AND (starts, id) > (:after_starts::timestamptz, :after_id::uuid)
            AND (:mentorship::uuid IS NULL OR mentorship = :mentorship::uuid)
        ORDER BY starts, id LIMIT :limit
    )
) AS both_sides
ORDER BY starts, id LIMIT :limit;

-- name: check_ins_of
-- All check-ins of a mentorship.
SELECT number, due_on, state, session FROM check_ins WHERE mentorship = :mentorship ORDER BY number;

-- name: save_check_ins!
-- One statement for as many as there are.
INSERT INTO check_ins (mentorship, number, due_on, state, session)
SELECT :mentorship, * FROM unnest(:numbers::integer[], :due_on::date[], :states::text[], :sessions::uuid[])
ON CONFLICT (mentorship, number) DO UPDATE SET
    due_on = excluded.due_on, state = excluded.state, session = excluded.session;
