-- Programs of every kind, and what their rules and criteria look at.
SET LOCAL lock_timeout = '5s';

ALTER TABLE programs
    ADD COLUMN mode text NOT NULL DEFAULT 'cohort',
    ADD COLUMN answers text NOT NULL DEFAULT 'both',
    ADD COLUMN check_ins text NOT NULL DEFAULT 'asked',
    ADD COLUMN phases jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN group_size jsonb NOT NULL DEFAULT '{"least": 2, "most": 2}',
    ADD COLUMN topics text[] NOT NULL DEFAULT '{}',
    ADD COLUMN open_requests integer NOT NULL DEFAULT 3;

ALTER TABLE enrollments
    ADD COLUMN top text,
    DROP CONSTRAINT enrollments_place_check,
    ADD CONSTRAINT enrollments_place_check CHECK (place IN ('mentor', 'mentee', 'peer'));

ALTER TABLE people
    ADD COLUMN site text,
    ADD COLUMN department text,
    ADD COLUMN function text;

ALTER TABLE participants
    ADD COLUMN goals jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN transitions_lived jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN transitions_sought jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN styles jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN meets text NOT NULL DEFAULT 'either';

-- Weekly hours as scheduling tells them; apart from the people, because either may come first.
CREATE TABLE hours (
    person uuid PRIMARY KEY,
    zone text NOT NULL,
    hours jsonb NOT NULL
);

-- The rules look at whoever ever had a mentorship with whom, and whose open programs end.
CREATE INDEX mentorships_pair ON mentorships (mentor, mentee);
CREATE INDEX programs_open ON programs (ends) WHERE state = 'open';
