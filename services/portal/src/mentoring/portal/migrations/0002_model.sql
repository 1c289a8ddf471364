-- The read model: the last state of each thing, from topics alone. `mentoring-portal rebuild` makes it again.
-- No foreign keys: between topics there is no order, so a mentorship may stand here before its people.
SET LOCAL lock_timeout = '5s';
CREATE SCHEMA model;
SET LOCAL search_path = model, public;

CREATE TABLE people (
    person       uuid PRIMARY KEY,
    employee_id  text NOT NULL,
    name         text NOT NULL,
    email        text,
    locale       text NOT NULL,
    zone         text NOT NULL,
    manager      uuid,
    department   text,
    site         text,
    job_title    text,
    job_level    integer,
    career_stage text,
    status       text NOT NULL
);
CREATE INDEX people_by_employee_id ON people (employee_id);
CREATE INDEX people_by_email ON people (lower(email));

CREATE TABLE participants (
    person         uuid PRIMARY KEY,
    headline       text NOT NULL,
    skills_offered jsonb NOT NULL,
    skills_wanted  jsonb NOT NULL,
    interests      text[] NOT NULL,
    languages      text[] NOT NULL,
    zone           text,
    capacity       integer NOT NULL,
    paused_until   timestamptz
);

CREATE TABLE imports (
    import_id  uuid PRIMARY KEY,
    version    bigint NOT NULL,
    state      text NOT NULL,           -- started, finished, refused
    told_at    timestamptz NOT NULL,
    rows       integer,
    rejected   integer,
    counts     jsonb,
    reason     text
);
CREATE INDEX imports_by_time ON imports (told_at DESC);

CREATE TABLE programs (
    program       uuid PRIMARY KEY,
    name          text NOT NULL,
    kind          text NOT NULL,
    state         text NOT NULL,
    objectives    text[] NOT NULL,
    starts        date NOT NULL,
    ends          date NOT NULL,
    every         text NOT NULL,
    minutes       integer NOT NULL,
    rules         jsonb NOT NULL,
    weights       jsonb NOT NULL,
    managers      uuid[] NOT NULL,
    answer_within text NOT NULL
);

CREATE TABLE enrollments (
    enrollment uuid PRIMARY KEY,
    program    uuid NOT NULL,
    person     uuid NOT NULL,
    place      text NOT NULL,
    capacity   integer NOT NULL,
    state      text NOT NULL
);
CREATE INDEX enrollments_by_program ON enrollments (program, place, person);
CREATE INDEX enrollments_by_person ON enrollments (person);

CREATE TABLE runs (
    run        uuid PRIMARY KEY,
    program    uuid NOT NULL,
    state      text NOT NULL,
    started_at timestamptz NOT NULL,
    figures    jsonb,
    failure    text
);
CREATE INDEX runs_by_program ON runs (program, started_at DESC);

CREATE TABLE proposals (
    proposal    uuid PRIMARY KEY,
    program     uuid NOT NULL,
    run         uuid,
    mentor      uuid NOT NULL,
    mentee      uuid NOT NULL,
    state       text NOT NULL,
    open_until  timestamptz NOT NULL,
    accepted_by uuid[] NOT NULL,
    declined_by uuid,
    points      integer NOT NULL,
    reasons     jsonb NOT NULL,
    reason      text
);
CREATE INDEX proposals_by_mentor ON proposals (mentor);
CREATE INDEX proposals_by_mentee ON proposals (mentee);
CREATE INDEX proposals_by_program ON proposals (program);

CREATE TABLE mentorships (
    mentorship uuid PRIMARY KEY,
    program    uuid NOT NULL,
    proposal   uuid,
    mentor     uuid NOT NULL,
    mentee     uuid NOT NULL,
    state      text NOT NULL,
    started_at timestamptz NOT NULL,
    ends_on    date,
    minutes    integer,
    ended_at   timestamptz,
    reason     text
);
CREATE INDEX mentorships_by_mentor ON mentorships (mentor);
CREATE INDEX mentorships_by_mentee ON mentorships (mentee);
CREATE INDEX mentorships_by_program ON mentorships (program);
CREATE INDEX mentorships_by_proposal ON mentorships (proposal);

CREATE TABLE availability (
    person uuid PRIMARY KEY,
    zone   text NOT NULL,
    hours  jsonb NOT NULL,
    stated boolean NOT NULL
);

CREATE TABLE sessions (
    session    uuid PRIMARY KEY,
    mentorship uuid NOT NULL,
    mentor     uuid NOT NULL,
    mentee     uuid NOT NULL,
    kind       text NOT NULL,
    state      text NOT NULL,
    starts     timestamptz NOT NULL,
    ends       timestamptz NOT NULL,
    zone       text NOT NULL,
    sequence   integer NOT NULL,
    reason     text
);
CREATE INDEX sessions_by_mentor ON sessions (mentor, starts);
CREATE INDEX sessions_by_mentee ON sessions (mentee, starts);
CREATE INDEX sessions_by_mentorship ON sessions (mentorship, starts);

CREATE TABLE check_ins (
    mentorship uuid PRIMARY KEY,
    check_ins  jsonb NOT NULL
);

CREATE TABLE inbox_items (
    item     uuid PRIMARY KEY,
    person   uuid NOT NULL,
    category text NOT NULL,
    subject  uuid NOT NULL,
    added_at timestamptz NOT NULL,
    read_at  timestamptz
);
CREATE INDEX inbox_items_by_person ON inbox_items (person, added_at DESC);
CREATE INDEX inbox_items_unread ON inbox_items (person) WHERE read_at IS NULL;

-- What live pages are told: who should look again, and at which part. Kept for a day.
CREATE TABLE changes (
    id       bigint PRIMARY KEY DEFAULT nextval('public.changes_id'),
    audience text NOT NULL,             -- person:<id>, program:<id>, role:<name>
    part     text NOT NULL,
    at       timestamptz NOT NULL
);
