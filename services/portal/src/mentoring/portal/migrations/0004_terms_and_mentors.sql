-- What matching and profile tell more of: wishes of participants, terms of programs, how runs and proposals came to be,
-- and how much room each mentor has.
SET LOCAL lock_timeout = '5s';
SET LOCAL search_path = model, public;

ALTER TABLE people ADD COLUMN function text;
ALTER TABLE participants
    ADD COLUMN goals text[] NOT NULL DEFAULT '{}',
    ADD COLUMN transitions_lived text[] NOT NULL DEFAULT '{}',
    ADD COLUMN transitions_sought text[] NOT NULL DEFAULT '{}',
    ADD COLUMN styles text[] NOT NULL DEFAULT '{}',
    ADD COLUMN meets text NOT NULL DEFAULT 'either';

ALTER TABLE programs
    ADD COLUMN mode text NOT NULL DEFAULT 'cohort',
    ADD COLUMN answers text NOT NULL DEFAULT 'both',
    ADD COLUMN check_ins text NOT NULL DEFAULT 'asked',
    ADD COLUMN phases jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN group_size jsonb NOT NULL DEFAULT '{"least": 2, "most": 2}',
    ADD COLUMN topics text[] NOT NULL DEFAULT '{}',
    ADD COLUMN open_requests integer NOT NULL DEFAULT 3;
ALTER TABLE enrollments ADD COLUMN top text;
ALTER TABLE runs
    ADD COLUMN mode text NOT NULL DEFAULT 'optimum',
    ADD COLUMN seed bigint,
    ADD COLUMN engine text,
    ADD COLUMN inputs text,
    ADD COLUMN phase text,
    ADD COLUMN by uuid;
ALTER TABLE proposals
    ADD COLUMN origin text NOT NULL DEFAULT 'run',
    ADD COLUMN asked_by uuid,
    ADD COLUMN answers text NOT NULL DEFAULT 'both',
    ADD COLUMN peers boolean NOT NULL DEFAULT false,
    ADD COLUMN "group" uuid;
ALTER TABLE mentorships
    ADD COLUMN peers boolean NOT NULL DEFAULT false,
    ADD COLUMN "group" uuid,
    ADD COLUMN phase text,
    ADD COLUMN paused_until date,
    ADD COLUMN paused_because text,
    ADD COLUMN flags text[] NOT NULL DEFAULT '{}',
    ADD COLUMN health text,
    ADD COLUMN health_reasons jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN agreement jsonb,
    ADD COLUMN rematch_for uuid[] NOT NULL DEFAULT '{}';

CREATE TABLE mentors (
    person        uuid PRIMARY KEY,
    places        integer NOT NULL,
    taken         integer NOT NULL,
    open_requests integer NOT NULL,
    answer_hours  jsonb,
    frozen        boolean NOT NULL,
    frozen_at     timestamptz,
    away          text
);

CREATE TABLE introductions (
    introduction uuid PRIMARY KEY,
    mentorship   uuid NOT NULL,
    program      uuid NOT NULL,
    by           uuid NOT NULL,
    introduced   uuid NOT NULL,
    "to"         uuid NOT NULL,
    state        text NOT NULL,
    asked_at     timestamptz NOT NULL,
    open_until   timestamptz NOT NULL,
    agreed_by    uuid[] NOT NULL,
    made_at      timestamptz,
    declined_by  uuid,
    reason       text,
    outcome      text
);
CREATE INDEX introductions_by_introduced ON introductions (introduced);
CREATE INDEX introductions_by_third ON introductions ("to");
CREATE INDEX introductions_by_mentorship ON introductions (mentorship);
