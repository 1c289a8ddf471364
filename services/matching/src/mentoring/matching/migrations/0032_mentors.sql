-- How mentors answer, who is silent or not there, and whose wish goes on.
SET LOCAL lock_timeout = '5s';

-- Matching's own, beside what HR and the profile say: «decline and make me unavailable until», and silence.
ALTER TABLE people
    ADD COLUMN paused_until timestamptz,
    ADD COLUMN frozen_at timestamptz;

-- Silences in a row, and what was told last of the mentor. A row may be looked at again for the hour alone.
CREATE TABLE mentors (
    person uuid PRIMARY KEY,
    silences integer NOT NULL DEFAULT 0,
    silent_at timestamptz,
    told jsonb,
    look_again_at timestamptz
);
CREATE INDEX mentors_silent ON mentors (person) WHERE silences > 0;
CREATE INDEX mentors_look_again ON mentors (look_again_at) WHERE look_again_at IS NOT NULL;

-- Whose room or habits have changed since it was told. Rows are only added and taken, so nobody waits for anybody.
CREATE TABLE mentor_marks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person uuid NOT NULL
);

-- How long each proposal waited for its mentor; answered, or ended before.
CREATE TABLE answer_times (
    proposal uuid PRIMARY KEY REFERENCES proposals,
    mentor uuid NOT NULL,
    hours double precision NOT NULL,
    answered boolean NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX answer_times_mentor ON answer_times (mentor, at DESC);
CREATE INDEX answer_times_at ON answer_times (at DESC);

-- How mentors here answer; one row.
CREATE TABLE answer_habit (
    one boolean PRIMARY KEY DEFAULT TRUE CHECK (one),
    centre double precision NOT NULL,
    spread double precision NOT NULL
);

-- Mentees who are to get the next best mentor after a proposal that ended.
CREATE TABLE wishes (
    proposal uuid PRIMARY KEY REFERENCES proposals,
    program uuid NOT NULL REFERENCES programs,
    mentee uuid NOT NULL,
    mentee_enrollment uuid NOT NULL REFERENCES enrollments,
    origin text NOT NULL,
    step integer NOT NULL,
    claimed_until timestamptz
);
CREATE INDEX wishes_program ON wishes (program, proposal);
CREATE INDEX proposals_of_mentee ON proposals (mentee_enrollment);
CREATE INDEX enrollments_mentor ON enrollments (person) WHERE place = 'mentor';
