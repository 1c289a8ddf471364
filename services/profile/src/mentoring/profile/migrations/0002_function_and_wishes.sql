-- What people do, whatever their department, and what they add to their profiles for matching to weigh.

ALTER TABLE people ADD COLUMN function text;
ALTER TABLE import_file ADD COLUMN function text;
ALTER TABLE import_rows ADD COLUMN function text;

ALTER TABLE participants
    ADD COLUMN goals text[] NOT NULL DEFAULT '{}',
    ADD COLUMN transitions_lived text[] NOT NULL DEFAULT '{}',
    ADD COLUMN transitions_sought text[] NOT NULL DEFAULT '{}',
    ADD COLUMN styles text[] NOT NULL DEFAULT '{}',
    ADD COLUMN meets text NOT NULL DEFAULT 'either' CHECK (meets IN ('remote', 'in-person', 'either'));

DROP VIEW import_wishes;
-- The usable rows of that file as the people they describe: what it does not tell is as it was.
CREATE VIEW import_wishes AS
SELECT
    f.line,
    coalesce(p.id, f.candidate) AS person,
    f.employee_id,
    coalesce(f.given_name, p.given_name, '') AS given_name,
    coalesce(f.family_name, p.family_name, '') AS family_name,
    CASE WHEN f.email IS NULL THEN p.email ELSE nullif(f.email, '') END AS email,
    coalesce(f.locale, p.locale, 'en') AS locale,
    coalesce(f.zone, p.zone, 'UTC') AS zone,
    CASE WHEN f.manager IS NULL THEN p.manager ELSE coalesce(known.id, coming.candidate) END AS manager,
    CASE WHEN f.department IS NULL THEN p.department ELSE nullif(f.department, '') END AS department,
    CASE WHEN f.site IS NULL THEN p.site ELSE nullif(f.site, '') END AS site,
    CASE WHEN f.job_title IS NULL THEN p.job_title ELSE nullif(f.job_title, '') END AS job_title,
    CASE WHEN f.function IS NULL THEN p.function ELSE nullif(f.function, '') END AS function,
    CASE WHEN f.job_level IS NULL THEN p.job_level ELSE nullif(f.job_level, 0) END AS job_level,
    coalesce(f.status, p.status, 'active') AS status,
    coalesce(f.languages, p.languages, '{}') AS languages,
    p.status AS status_before,
    p.manager AS manager_before,
    p.id IS NULL AS is_new,
    p AS before
FROM import_file AS f
LEFT JOIN people AS p ON p.employee_id = f.employee_id
LEFT JOIN people AS known ON known.employee_id = f.manager
LEFT JOIN import_file AS coming ON coming.employee_id = f.manager AND coming.candidate IS NOT NULL
WHERE f.candidate IS NOT NULL;
