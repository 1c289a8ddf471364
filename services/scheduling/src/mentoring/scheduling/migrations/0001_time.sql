-- A range over one person's id, so that plain gist can compare ids beside times (btree_gist is not everywhere).
CREATE TYPE uuidrange AS RANGE (subtype = uuid);

-- A copy of what profile told: enough to plan by, to write a calendar, and to know who a token speaks for.
CREATE TABLE people (
    id uuid PRIMARY KEY,
    employee_id text NOT NULL,
    name text NOT NULL,
    email text,
    zone text NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'on-leave', 'left'))
);
CREATE INDEX people_employee_id ON people (employee_id);
CREATE INDEX people_email ON people (lower(email));

-- What a person said; a row without hours took its word back, and keeps counting versions.
CREATE TABLE hours (
    person uuid PRIMARY KEY REFERENCES people ON DELETE CASCADE,
    zone text,
    hours jsonb,
    version integer NOT NULL CHECK (version > 0)
);

CREATE TABLE programs (
    id uuid PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE mentorships (
    id uuid PRIMARY KEY,
    program uuid NOT NULL,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    started_on date NOT NULL,
    ends_on date,
    every text,
    minutes integer,
    state text NOT NULL CHECK (state IN ('active', 'ended')),
    CHECK (mentor <> mentee),
    CHECK ((every IS NULL) = (minutes IS NULL))
);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    mentorship uuid NOT NULL REFERENCES mentorships,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('session', 'check-in')),
    state text NOT NULL CHECK (state IN ('booked', 'cancelled', 'held', 'missed')),
    starts timestamptz NOT NULL,
    ends timestamptz NOT NULL,
    zone text NOT NULL,
    sequence integer NOT NULL CHECK (sequence >= 0),
    booked_by uuid,
    reason text,
    changed_at timestamptz NOT NULL,
    CHECK (ends > starts)
);
CREATE INDEX sessions_mentorship ON sessions (mentorship, starts);
CREATE INDEX sessions_mentor ON sessions (mentor, starts, id);
CREATE INDEX sessions_mentee ON sessions (mentee, starts, id);

-- The time that a booked session takes of each of its people: no two of one person overlap, whoever writes when.
CREATE TABLE holds (
    session uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    person uuid NOT NULL,
    during tstzrange NOT NULL,
    PRIMARY KEY (session, person),
    -- An empty range overlaps nothing and would pass the exclusion; an open one would take all of time.
    CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
    CHECK (lower_inc(during) AND NOT upper_inc(during)),
    CONSTRAINT nobody_is_in_two_places
        EXCLUDE USING gist (uuidrange(person, person, '[]') WITH &&, during WITH &&)
);
CREATE INDEX holds_person ON holds (person);

CREATE TABLE check_ins (
    mentorship uuid NOT NULL REFERENCES mentorships,
    number integer NOT NULL CHECK (number > 0),
    due_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('planned', 'booked', 'unbooked', 'cancelled', 'done')),
    session uuid REFERENCES sessions,
    PRIMARY KEY (mentorship, number),
    CHECK (state <> 'booked' OR session IS NOT NULL)
);
-- What the clock asks as the horizon rolls.
CREATE INDEX check_ins_planned ON check_ins (due_on) WHERE state = 'planned';
