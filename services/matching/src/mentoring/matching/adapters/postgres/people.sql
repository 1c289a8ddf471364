-- name: people_of
-- Both halves of the people that HR has told of.
SELECT
    p.id, p.status, p.zone, p.locale, p.stage, p.site, p.department, p.function,
    p.paused_until AS own_pause, p.frozen_at,
    s.person IS NOT NULL AS speaks, s.skills_offered, s.skills_wanted, s.interests, s.languages,
    s.zone AS own_zone, s.capacity, s.paused_until, s.goals, s.transitions_lived, s.transitions_sought, s.styles,
    s.meets,
    CASE WHEN h.person IS NULL THEN NULL ELSE jsonb_build_object('zone', h.zone, 'stretches', h.hours) END AS hours
FROM people AS p
LEFT JOIN participants AS s ON s.person = p.id
LEFT JOIN hours AS h ON h.person = p.id
WHERE p.id = ANY(:ids::uuid[]);

-- name: hold_people
-- Nobody of them leaves until the transaction ends; in the order of ids, so that no two wait for each other.
SELECT id FROM people WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR SHARE;

-- name: people_with_employee_ids
-- Whoever enrolls people often knows the HR system's ids alone; one who is here goes before one who has left.
SELECT DISTINCT ON (employee_id) employee_id, id
FROM people
WHERE employee_id = ANY(:ids::text[])
ORDER BY employee_id, (status = 'left'), id;

-- name: chains_above
-- All managers above each person; UNION ends a cycle where it began.
WITH RECURSIVE above AS (
    SELECT id AS person, manager FROM people WHERE id = ANY(:ids::uuid[]) AND manager IS NOT NULL
    UNION
    SELECT above.person, p.manager
    FROM above
    JOIN people AS p ON p.id = above.manager
    WHERE p.manager IS NOT NULL
)
SELECT person, array_agg(manager) AS managers FROM above GROUP BY person;

-- name: people_moved_by
-- Who would stand elsewhere; asked before the batch is kept.
SELECT r.id, p.id IS NULL OR p.manager IS DISTINCT FROM r.manager AS reports_elsewhere
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, manager uuid, stage text, site text, department text)
LEFT JOIN people AS p ON p.id = r.id
WHERE p.id IS NULL OR (p.manager, p.stage, p.site, p.department)
    IS DISTINCT FROM (r.manager, r.stage, r.site, r.department);

-- name: managers
-- Who is right above whom. Shared lines are put together of this once, which no query per person could do.
SELECT id, manager FROM people WHERE manager IS NOT NULL;

-- name: keep_people!
-- One statement for a whole batch of snapshots.
INSERT INTO people (id, employee_id, email, manager, status, zone, locale, stage, site, department, function)
SELECT id, employee_id, email, manager, status, zone, locale, stage, site, department, function
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    id uuid, employee_id text, email text, manager uuid, status text, zone text, locale text, stage text, site text,
    department text, function text
)
ON CONFLICT (id) DO UPDATE SET
    employee_id = excluded.employee_id, email = excluded.email, manager = excluded.manager,
    status = excluded.status, zone = excluded.zone, locale = excluded.locale, stage = excluded.stage,
    site = excluded.site, department = excluded.department, function = excluded.function;

-- name: forget_people!
-- Both halves, and the hours.
WITH said AS (DELETE FROM participants WHERE person = ANY(:ids::uuid[])),
worked AS (DELETE FROM hours WHERE person = ANY(:ids::uuid[]))
DELETE FROM people WHERE id = ANY(:ids::uuid[]);

-- name: keep_participants!
-- One statement for a whole batch of snapshots.
INSERT INTO participants (
    person, skills_offered, skills_wanted, interests, languages, zone, capacity, paused_until, goals,
    transitions_lived, transitions_sought, styles, meets
)
SELECT
    person, skills_offered, skills_wanted, interests, languages, zone, capacity, paused_until, goals,
    transitions_lived, transitions_sought, styles, meets
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    person uuid, skills_offered jsonb, skills_wanted jsonb, interests jsonb, languages jsonb,
    zone text, capacity integer, paused_until timestamptz, goals jsonb, transitions_lived jsonb,
    transitions_sought jsonb, styles jsonb, meets text
)
ON CONFLICT (person) DO UPDATE SET
    skills_offered = excluded.skills_offered, skills_wanted = excluded.skills_wanted,
    interests = excluded.interests, languages = excluded.languages, zone = excluded.zone,
    capacity = excluded.capacity, paused_until = excluded.paused_until, goals = excluded.goals,
    transitions_lived = excluded.transitions_lived, transitions_sought = excluded.transitions_sought,
    styles = excluded.styles, meets = excluded.meets;

-- name: forget_participants!
-- What they said about themselves alone.
DELETE FROM participants WHERE person = ANY(:ids::uuid[]);

-- name: keep_hours!
-- One statement for a whole batch of snapshots.
INSERT INTO hours (person, zone, hours)
SELECT person, zone, stretches
FROM jsonb_to_recordset(:rows::jsonb) AS r (person uuid, zone text, stretches jsonb)
ON CONFLICT (person) DO UPDATE SET zone = excluded.zone, hours = excluded.hours;

-- name: forget_hours!
-- Scheduling no longer knows them.
DELETE FROM hours WHERE person = ANY(:ids::uuid[]);

-- name: set_status!
-- An event may be here before the snapshot that has it.
UPDATE people SET status = :status WHERE id = :id;

-- name: pause_person!
-- What somebody says to matching, beside the profile.
UPDATE people SET paused_until = :until WHERE id = :id;

-- name: freeze_person!
-- Until they say something.
UPDATE people SET frozen_at = :at WHERE id = :id AND frozen_at IS NULL;

-- name: thaw_person$
-- Answers nothing where nobody was frozen.
UPDATE people SET frozen_at = NULL WHERE id = :id AND frozen_at IS NOT NULL RETURNING id;

-- name: person_by_employee_id$
-- Who a token speaks for, by the HR system's id.
SELECT id FROM people WHERE employee_id = :value AND status <> 'left' ORDER BY id LIMIT 1;

-- name: person_by_email$
-- Who a token speaks for, by address, however it is written.
SELECT id FROM people WHERE lower(email) = lower(:value) AND status <> 'left' ORDER BY id LIMIT 1;
