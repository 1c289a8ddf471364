-- Matching's own copy of the people. What HR says and what people say about themselves come in any order, so they are
-- kept apart. No names; the two addresses tell whose token it is.
CREATE TABLE people (
    id uuid PRIMARY KEY,
    employee_id text NOT NULL,
    email text,
    manager uuid,
    status text NOT NULL CHECK (status IN ('active', 'on-leave', 'left')),
    zone text NOT NULL,
    locale text NOT NULL,
    stage text
);
CREATE INDEX people_employee_id ON people (employee_id);
CREATE INDEX people_email ON people (lower(email));

CREATE TABLE participants (
    person uuid PRIMARY KEY,
    skills_offered jsonb NOT NULL,
    skills_wanted jsonb NOT NULL,
    interests jsonb NOT NULL,
    languages jsonb NOT NULL,
    zone text,
    capacity integer NOT NULL,
    paused_until timestamptz
);

CREATE TABLE programs (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL CHECK (state IN ('drafted', 'open', 'closed')),
    objectives text[] NOT NULL,
    starts date NOT NULL,
    ends date NOT NULL,
    every text NOT NULL,
    minutes integer NOT NULL,
    rules jsonb NOT NULL,
    weights jsonb NOT NULL,
    answer_within text NOT NULL,
    managers uuid[] NOT NULL,
    CHECK (ends > starts)
);

CREATE TABLE enrollments (
    id uuid PRIMARY KEY,
    program uuid NOT NULL REFERENCES programs,
    person uuid NOT NULL,
    place text NOT NULL CHECK (place IN ('mentor', 'mentee')),
    capacity integer NOT NULL CHECK (capacity >= 0),
    state text NOT NULL CHECK (state IN ('waiting', 'placed', 'withdrawn'))
);
-- Each place of a program once per person; one that was given up does not count.
CREATE UNIQUE INDEX enrollments_once ON enrollments (program, person, place) WHERE state <> 'withdrawn';
CREATE INDEX enrollments_person ON enrollments (person) WHERE state <> 'withdrawn';
CREATE INDEX enrollments_program ON enrollments (program, id);

CREATE TABLE runs (
    id uuid PRIMARY KEY,
    program uuid NOT NULL REFERENCES programs,
    started_at timestamptz NOT NULL,
    seed bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('started', 'drafted', 'published', 'failed', 'cancelled')),
    figures jsonb,
    failure text,
    claim uuid,
    claimed_until timestamptz,
    attempts integer NOT NULL
);
CREATE UNIQUE INDEX runs_one_at_a_time ON runs (program) WHERE state = 'started';
CREATE INDEX runs_program ON runs (program, id);

-- What a run found; it stays here until it is published. The explanation quotes what the two say about themselves, so
-- it goes when either is forgotten; the points stay.
CREATE TABLE draft_pairs (
    run uuid NOT NULL REFERENCES runs,
    rank integer NOT NULL,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    mentor_enrollment uuid NOT NULL,
    mentee_enrollment uuid NOT NULL,
    explanation jsonb NOT NULL,
    PRIMARY KEY (run, rank),
    UNIQUE (run, mentor, mentee)
);
CREATE INDEX draft_pairs_mentor ON draft_pairs (mentor);
CREATE INDEX draft_pairs_mentee ON draft_pairs (mentee);

CREATE TABLE draft_unmatched (
    run uuid NOT NULL REFERENCES runs,
    rank integer NOT NULL,
    enrollment uuid NOT NULL,
    person uuid NOT NULL,
    place text NOT NULL,
    why text NOT NULL,
    facts jsonb NOT NULL,
    PRIMARY KEY (run, rank)
);

CREATE TABLE proposals (
    id uuid PRIMARY KEY,
    program uuid NOT NULL REFERENCES programs,
    run uuid NOT NULL REFERENCES runs,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    mentor_enrollment uuid NOT NULL REFERENCES enrollments,
    mentee_enrollment uuid NOT NULL REFERENCES enrollments,
    open_until timestamptz NOT NULL,
    points integer NOT NULL CHECK (points BETWEEN 1 AND 100),
    reasons jsonb NOT NULL,
    accepted_by uuid[] NOT NULL,
    declined_by uuid,
    state text NOT NULL CHECK (state IN ('open', 'agreed', 'declined', 'expired', 'withdrawn')),
    reason text,
    CHECK (mentor <> mentee)
);
CREATE UNIQUE INDEX proposals_open_once ON proposals (program, mentor, mentee) WHERE state = 'open';
CREATE INDEX proposals_due ON proposals (open_until) WHERE state = 'open';
CREATE INDEX proposals_mentor_place ON proposals (mentor_enrollment) WHERE state = 'open';
CREATE INDEX proposals_mentee_place ON proposals (mentee_enrollment) WHERE state = 'open';
CREATE INDEX proposals_mentor ON proposals (mentor) WHERE state = 'open';
CREATE INDEX proposals_mentee ON proposals (mentee) WHERE state = 'open';
CREATE INDEX proposals_program ON proposals (program);

CREATE TABLE mentorships (
    id uuid PRIMARY KEY,
    program uuid NOT NULL REFERENCES programs,
    proposal uuid NOT NULL UNIQUE REFERENCES proposals,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    mentor_enrollment uuid NOT NULL REFERENCES enrollments,
    mentee_enrollment uuid NOT NULL REFERENCES enrollments,
    started_at timestamptz NOT NULL,
    ends_on date NOT NULL,
    every text NOT NULL,
    minutes integer NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'paused', 'completed', 'ended')),
    ended_at timestamptz,
    reason text,
    CHECK (mentor <> mentee)
);
CREATE UNIQUE INDEX mentorships_once ON mentorships (program, mentor, mentee) WHERE state IN ('active', 'paused');
CREATE INDEX mentorships_mentor_place ON mentorships (mentor_enrollment) WHERE state IN ('active', 'paused');
CREATE INDEX mentorships_mentee_place ON mentorships (mentee_enrollment) WHERE state IN ('active', 'paused');
CREATE INDEX mentorships_mentor ON mentorships (mentor) WHERE state IN ('active', 'paused');
CREATE INDEX mentorships_mentee ON mentorships (mentee) WHERE state IN ('active', 'paused');
