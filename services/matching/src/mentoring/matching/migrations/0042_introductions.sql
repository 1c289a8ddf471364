-- Warm introductions. The message is for the three alone; the row goes with any of them.
CREATE TABLE introductions (
    id uuid PRIMARY KEY,
    mentorship uuid NOT NULL REFERENCES mentorships,
    program uuid NOT NULL REFERENCES programs,
    by uuid NOT NULL,
    introduced uuid NOT NULL,
    "to" uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    open_until timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('asked', 'made', 'declined', 'expired', 'withdrawn')),
    agreed_by uuid[] NOT NULL,
    made_at timestamptz,
    declined_by uuid,
    reason text,
    outcome text CHECK (outcome IN ('met', 'helped', 'nothing-came')),
    message text NOT NULL
);
-- Nobody is introduced to the same person twice at a time, nor again once they know each other.
CREATE UNIQUE INDEX introductions_once ON introductions (introduced, "to") WHERE state IN ('asked', 'made');
CREATE INDEX introductions_due ON introductions (open_until) WHERE state = 'asked';
CREATE INDEX introductions_mentorship ON introductions (mentorship);
CREATE INDEX introductions_by ON introductions (by, id);
CREATE INDEX introductions_introduced ON introductions (introduced, id);
CREATE INDEX introductions_to ON introductions ("to", id);
