-- What becomes of a mentorship: its phases, pauses, flags, health and what the two agree on.
SET LOCAL lock_timeout = '5s';

ALTER TABLE mentorships
    ALTER COLUMN every DROP NOT NULL,
    ALTER COLUMN minutes DROP NOT NULL,
    ADD COLUMN peers boolean NOT NULL DEFAULT FALSE,
    ADD COLUMN "group" uuid,
    ADD COLUMN phases jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN phase integer NOT NULL DEFAULT 0,
    ADD COLUMN next_phase_on date,
    ADD COLUMN pause jsonb,
    ADD COLUMN paused_until date,
    ADD COLUMN resumed_at timestamptz,
    ADD COLUMN flags jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN rematch_for uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN agreement jsonb,
    ADD COLUMN verdict jsonb,
    ADD COLUMN level text,
    ADD COLUMN judge_at timestamptz;

CREATE INDEX mentorships_program ON mentorships (program);
CREATE INDEX mentorships_mentees ON mentorships (mentee);
CREATE INDEX mentorships_over ON mentorships (ends_on) WHERE state IN ('active', 'paused');
CREATE INDEX mentorships_phase ON mentorships (next_phase_on) WHERE state IN ('active', 'paused');
CREATE INDEX mentorships_resumption ON mentorships (paused_until) WHERE state = 'paused';

-- The words of an agreement are of the two alone; they go with either.
CREATE TABLE agreements (
    mentorship uuid PRIMARY KEY REFERENCES mentorships,
    goals text[] NOT NULL,
    frequency text NOT NULL,
    boundaries text NOT NULL,
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL
);

-- The words of a reflection go with either of the two; the satisfaction is a number that stays.
CREATE TABLE reflections (
    mentorship uuid NOT NULL REFERENCES mentorships,
    person uuid NOT NULL,
    at timestamptz NOT NULL,
    words text NOT NULL,
    satisfaction integer CHECK (satisfaction BETWEEN 1 AND 5),
    PRIMARY KEY (mentorship, person)
);
