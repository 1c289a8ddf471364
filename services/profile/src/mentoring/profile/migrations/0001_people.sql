-- People, their participant profiles, and the way of an HR file into them.

CREATE TABLE people (
    id uuid PRIMARY KEY,
    employee_id text NOT NULL UNIQUE,
    given_name text NOT NULL,
    family_name text NOT NULL,
    email text,
    locale text NOT NULL,
    zone text NOT NULL,
    manager uuid REFERENCES people,
    department text,
    site text,
    job_title text,
    job_level smallint CHECK (job_level BETWEEN 1 AND 20),
    status text NOT NULL CHECK (status IN ('active', 'on-leave', 'left')),
    languages text[] NOT NULL DEFAULT '{}'
);
-- Tokens may name people by their address.
CREATE INDEX people_by_email ON people (lower(email));

-- Only profiles that their owners have saved.
CREATE TABLE participants (
    person uuid PRIMARY KEY REFERENCES people,
    headline text NOT NULL,
    skills_offered jsonb NOT NULL,
    skills_wanted jsonb NOT NULL,
    interests text[] NOT NULL,
    languages text[] NOT NULL,
    zone text,
    capacity smallint NOT NULL CHECK (capacity BETWEEN 0 AND 20),
    paused_until timestamptz,
    revision integer NOT NULL CHECK (revision > 0)
);

CREATE TABLE imports (
    id uuid PRIMARY KEY,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    dry_run boolean NOT NULL,
    allow_leavers boolean NOT NULL,
    by text NOT NULL,
    received_at timestamptz NOT NULL,
    correlation text,
    state text NOT NULL CHECK (state IN ('reading', 'applying', 'finished', 'refused')),
    reason text,
    rows integer NOT NULL,
    expected jsonb NOT NULL,
    counts jsonb NOT NULL,
    pending integer NOT NULL,
    applied integer NOT NULL,
    finished_at timestamptz
);
-- One at a time, whatever the code says.
CREATE UNIQUE INDEX imports_one_at_a_time ON imports ((true)) WHERE state IN ('reading', 'applying');

CREATE TABLE import_remarks (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    place integer NOT NULL,
    line integer NOT NULL,
    column_name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('error', 'warning')),
    what text NOT NULL,
    mend text NOT NULL,
    PRIMARY KEY (import_id, place)
);

-- The file being read, as it says things. It lives in one transaction only, so nothing is lost with a crash.
-- NULL: the file does not tell this field. An empty text, 0, no languages: it tells that there is none.
CREATE UNLOGGED TABLE import_file (
    line integer NOT NULL,
    employee_id text NOT NULL,
    candidate uuid, -- the id of this person if it is a new one; NULL marks a row that cannot be used
    given_name text,
    family_name text,
    email text,
    locale text,
    zone text,
    manager text,
    department text,
    site text,
    job_title text,
    job_level smallint,
    status text,
    languages text[]
);

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

-- Who is to be changed by the import that is being applied (or by a batch, within its transaction), managers before
-- their people.
CREATE TABLE import_rows (
    import_id uuid NOT NULL,
    position integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('joined', 'rehired', 'left', 'changed')),
    id uuid NOT NULL,
    employee_id text NOT NULL,
    given_name text NOT NULL,
    family_name text NOT NULL,
    email text,
    locale text NOT NULL,
    zone text NOT NULL,
    manager uuid,
    department text,
    site text,
    job_title text,
    job_level smallint,
    status text NOT NULL,
    languages text[] NOT NULL,
    PRIMARY KEY (import_id, position)
);
ALTER TABLE import_rows SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
ALTER TABLE import_file SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
