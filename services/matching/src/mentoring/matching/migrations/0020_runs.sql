-- Runs that can be followed, called off, edited, published piece by piece, and made again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE runs
    ADD COLUMN mode text NOT NULL DEFAULT 'optimum'
        CHECK (mode IN ('optimum', 'stable', 'fair', 'preview', 'roulette')),
    ADD COLUMN fair jsonb,
    ADD COLUMN started_by uuid,
    ADD COLUMN progress jsonb,
    ADD COLUMN publication jsonb;
CREATE INDEX runs_in_publication ON runs (id) WHERE state = 'drafted' AND publication IS NOT NULL;

-- Two who are never, or always, brought together in a program. Who they are is on no topic.
CREATE TABLE kept_pairs (
    program uuid NOT NULL REFERENCES programs,
    word text NOT NULL CHECK (word IN ('excluded', 'required')),
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    PRIMARY KEY (program, word, mentor, mentee),
    CHECK (mentor <> mentee)
);
CREATE INDEX kept_pairs_mentor ON kept_pairs (mentor);
CREATE INDEX kept_pairs_mentee ON kept_pairs (mentee);
