-- name: hold_people
-- Held in one order everywhere, so that two transactions cannot wait for each other.
SELECT id, employee_id, given_name, family_name, email, locale, zone, manager, department, site, job_title,
    function, job_level, status, languages
FROM people WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE;

-- name: save_people!
-- Many at once, a column an array; the languages of each in one text, because arrays of arrays are rectangles.
UPDATE people SET
    given_name = n.given_name, family_name = n.family_name, email = n.email, locale = n.locale, zone = n.zone,
    manager = n.manager, department = n.department, site = n.site, job_title = n.job_title, function = n.function,
    job_level = n.job_level, status = n.status, languages = string_to_array(n.languages, ',')
FROM unnest(
    :ids::uuid[], :given_names::text[], :family_names::text[], :emails::text[], :locales::text[], :zones::text[],
    :managers::uuid[], :departments::text[], :sites::text[], :job_titles::text[], :functions::text[],
    :job_levels::smallint[], :statuses::text[], :languages::text[]
) AS n (
    id, given_name, family_name, email, locale, zone, manager, department, site, job_title, function, job_level, status,
    languages
)
WHERE people.id = n.id;

-- name: participants_of
-- Their people are held, so they cannot change.
SELECT person, headline, skills_offered, skills_wanted, interests, languages, zone, capacity, paused_until, goals,
    transitions_lived, transitions_sought, styles, meets, revision
FROM participants WHERE person = ANY(:people);

-- name: save_participant!
-- The first save makes the row.
INSERT INTO participants
    (person, headline, skills_offered, skills_wanted, interests, languages, zone, capacity, paused_until, goals,
    transitions_lived, transitions_sought, styles, meets, revision)
VALUES
    (:person, :headline, :skills_offered, :skills_wanted, :interests, :languages, :zone, :capacity, :paused_until,
    :goals, :transitions_lived, :transitions_sought, :styles, :meets, :revision)
ON CONFLICT (person) DO UPDATE SET
    headline = excluded.headline, skills_offered = excluded.skills_offered, skills_wanted = excluded.skills_wanted,
    interests = excluded.interests, languages = excluded.languages, zone = excluded.zone, capacity = excluded.capacity,
    paused_until = excluded.paused_until, goals = excluded.goals, transitions_lived = excluded.transitions_lived,
    transitions_sought = excluded.transitions_sought, styles = excluded.styles, meets = excluded.meets,
    revision = excluded.revision;

-- name: claim_lines!
-- Whoever changes reporting lines is alone until the end of the transaction: two at once could close a circle.
SELECT pg_advisory_xact_lock(hashtextextended('profile.reporting-lines', 0));

-- name: import_applying$
-- Rows of a file that was read already must not meet changes that came after it.
SELECT id FROM imports WHERE state IN ('reading', 'applying');

-- name: add_import!
-- The unique index lets in one at a time.
INSERT INTO imports
    (id, sha256, size, dry_run, allow_leavers, by, received_at, correlation, state, reason, rows, expected, counts, pending, applied,
    finished_at)
VALUES
    (:id, :sha256, :size, :dry_run, :allow_leavers, :by, :received_at, :correlation, :state, :reason, :rows, :expected, :counts,
    :pending, :applied, :finished_at);

-- name: save_import!
-- What was ordered never changes.
UPDATE imports SET state = :state, reason = :reason, rows = :rows, expected = :expected, counts = :counts,
    pending = :pending, applied = :applied, finished_at = :finished_at
WHERE id = :id;

-- name: hold_applying^
-- Of several clocks one takes the next chunk; the others do not wait for it.
SELECT * FROM imports WHERE state = 'applying' FOR UPDATE SKIP LOCKED;

-- name: look_at_file!
-- Nobody else has seen these rows: without figures about them the planner sorts where it should hash.
ANALYZE import_file (employee_id, manager, candidate);

-- name: drop_twice
-- The first row of a person counts, also where it cannot be used: which of the two is right, nobody here knows.
DELETE FROM import_file AS f
USING (SELECT employee_id, min(line) AS first FROM import_file GROUP BY employee_id HAVING count(*) > 1) AS several
WHERE f.employee_id = several.employee_id AND f.line > several.first
RETURNING f.line, f.employee_id, several.first, f.candidate IS NOT NULL AS usable;

-- name: drop_unknown_leavers!
-- Files list leavers for years; whoever left before we knew them is not taken in.
DELETE FROM import_file AS f
WHERE f.candidate IS NOT NULL AND f.status = 'left'
    AND NOT EXISTS (SELECT FROM people AS p WHERE p.employee_id = f.employee_id);

-- name: drop_unnamed
-- A source may leave out names of people who are known, but of nobody else.
DELETE FROM import_file AS f
WHERE f.candidate IS NOT NULL AND coalesce(f.given_name, '') = '' AND coalesce(f.family_name, '') = ''
    AND NOT EXISTS (SELECT FROM people AS p WHERE p.employee_id = f.employee_id)
RETURNING f.line, f.employee_id;

-- name: unknown_managers
-- Neither here nor coming with the same source.
SELECT f.line, f.employee_id, f.manager FROM import_file AS f
WHERE f.candidate IS NOT NULL AND f.manager <> ''
    AND NOT EXISTS (SELECT FROM people AS p WHERE p.employee_id = f.manager)
    AND NOT EXISTS (SELECT FROM import_file AS m WHERE m.employee_id = f.manager AND m.candidate IS NOT NULL)
ORDER BY f.line;

-- name: reporting_lines
-- Whose manager changes, and everybody above them by old lines and new: no circle can lie outside of these.
WITH RECURSIVE moving AS MATERIALIZED (
    SELECT person, manager, manager_before FROM import_wishes WHERE manager IS DISTINCT FROM manager_before
), above (person) AS (
    SELECT manager FROM moving WHERE manager IS NOT NULL
    UNION
    SELECT manager_before FROM moving WHERE manager_before IS NOT NULL
    UNION
    SELECT next.person
    FROM above
    LEFT JOIN people AS p ON p.id = above.person
    LEFT JOIN moving AS m ON m.person = above.person
    CROSS JOIN LATERAL (VALUES (p.manager), (m.manager)) AS next (person)
    WHERE next.person IS NOT NULL
)
SELECT m.person, m.manager_before AS standing, m.manager AS wished, true AS moves FROM moving AS m
UNION ALL
SELECT a.person, p.manager, NULL, false
FROM above AS a JOIN people AS p ON p.id = a.person
WHERE NOT EXISTS (SELECT FROM moving AS m WHERE m.person = a.person);

-- name: lines_of
-- Where in the source people stand whom a remark is about.
SELECT person, line FROM import_wishes WHERE person = ANY(:people);

-- name: line_up!
-- Whoever would be changed, those above first; a new id is the one that the row was given.
INSERT INTO import_rows
    (import_id, position, kind, id, employee_id, given_name, family_name, email, locale, zone, manager, department,
    site, job_title, function, job_level, status, languages)
SELECT
    :import_id, row_number() OVER (ORDER BY r.rank NULLS LAST, w.line),
    CASE WHEN w.is_new THEN 'joined'
        WHEN w.status = 'left' AND w.status_before <> 'left' THEN 'left'
        WHEN w.status <> 'left' AND w.status_before = 'left' THEN 'rehired'
        ELSE 'changed' END,
    w.person, w.employee_id, w.given_name, w.family_name, w.email, w.locale, w.zone, settled.manager, w.department,
    w.site, w.job_title, w.function, w.job_level, w.status, w.languages
FROM import_wishes AS w
LEFT JOIN unnest(:ranked::uuid[], :ranks::integer[]) AS r (person, rank) ON r.person = w.person
CROSS JOIN LATERAL (
    SELECT CASE WHEN w.person = ANY(:kept::uuid[]) THEN w.manager_before ELSE w.manager END AS manager
) AS settled
WHERE w.is_new
    OR (w.given_name, w.family_name, w.email, w.locale, w.zone, settled.manager, w.department, w.site, w.job_title,
        w.function, w.job_level, w.status, w.languages)
    IS DISTINCT FROM
    ((w.before).given_name, (w.before).family_name, (w.before).email, (w.before).locale, (w.before).zone,
        (w.before).manager, (w.before).department, (w.before).site, (w.before).job_title, (w.before).function,
        (w.before).job_level, (w.before).status, (w.before).languages);

-- name: line_up_absent!
-- Behind the others, because nobody's manager depends on it.
INSERT INTO import_rows
    (import_id, position, kind, id, employee_id, given_name, family_name, email, locale, zone, manager, department,
    site, job_title, function, job_level, status, languages)
SELECT
    :import_id, :behind::integer + row_number() OVER (ORDER BY p.id), 'left', p.id, p.employee_id, p.given_name,
    p.family_name, p.email, p.locale, p.zone, p.manager, p.department, p.site, p.job_title, p.function, p.job_level,
    'left', p.languages
FROM people AS p
WHERE p.status <> 'left' AND NOT EXISTS (SELECT FROM import_file AS f WHERE f.employee_id = p.employee_id);

-- name: absent
-- Counted and named for the report.
SELECT p.employee_id, count(*) OVER () AS many FROM people AS p
WHERE p.status <> 'left' AND NOT EXISTS (SELECT FROM import_file AS f WHERE f.employee_id = p.employee_id)
ORDER BY p.employee_id LIMIT :named;

-- name: lined_up
-- What applying would do.
SELECT kind, count(*) AS many FROM import_rows WHERE import_id = :import_id GROUP BY kind;

-- name: usable_rows$
-- Whoever is in none of the counts is unchanged.
SELECT count(*) FROM import_file WHERE candidate IS NOT NULL;

-- name: employed$
-- Who has not left: what the guard compares leavers with.
SELECT count(*) FROM people WHERE status <> 'left';

-- name: forget_file!
-- The rows were compared; the next source finds an empty table.
DELETE FROM import_file;

-- name: take_rows
-- Rows leave the line-up in the transaction that applies them, so a chunk is applied once.
DELETE FROM import_rows WHERE import_id = :import_id AND position > :after AND position <= :until
RETURNING position, id, employee_id, given_name, family_name, email, locale, zone, manager, department, site, job_title,
    function, job_level, status, languages;

-- name: drop_rows!
-- A dry run or a refused file changes nobody.
DELETE FROM import_rows WHERE import_id = :import_id;

-- name: see_person^
-- One person.
SELECT id, employee_id, given_name, family_name, email, locale, zone, manager, department, site, job_title,
    function, job_level, status, languages
FROM people WHERE id = :id;

-- name: see_people
-- In the order of their ids, which is the order in which they came.
SELECT id, employee_id, given_name, family_name, email, locale, zone, manager, department, site, job_title,
    function, job_level, status, languages
FROM people
WHERE (:after::uuid IS NULL OR id > :after)
    AND (:employee_id::text IS NULL OR employee_id = :employee_id)
    AND (:email::text IS NULL OR lower(email) = lower(:email))
    AND (:status::text IS NULL OR status = :status)
ORDER BY id LIMIT :most;

-- name: see_import^
-- One import with its progress.
SELECT * FROM imports WHERE id = :id;

-- name: see_imports
-- The latest first.
SELECT * FROM imports WHERE (:after::uuid IS NULL OR id < :after) ORDER BY id DESC LIMIT :most;

-- name: see_remarks
-- The row report, in the order in which it was made.
SELECT place, line, column_name, kind, what, mend FROM import_remarks
WHERE import_id = :import_id AND place > :after ORDER BY place LIMIT :most;

-- name: person_by_employee_id$
-- Whoever has left signs in no more.
SELECT id FROM people WHERE employee_id = :value AND status <> 'left';

-- name: person_by_email
-- Two at most: an address that several people share speaks for none of them.
SELECT id FROM people WHERE lower(email) = lower(:value) AND status <> 'left' LIMIT 2;
