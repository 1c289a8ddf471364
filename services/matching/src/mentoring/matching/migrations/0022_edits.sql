-- What was done to a draft by hand, and what it cost. What somebody wrote about two people goes with either of them.
SET LOCAL lock_timeout = '5s';

CREATE TABLE run_edits (
    run uuid NOT NULL REFERENCES runs,
    number integer NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    by uuid,
    edit text NOT NULL CHECK (edit IN ('pin', 'unpin', 'exclude', 'unexclude', 'swap')),
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    instead uuid,
    why text NOT NULL,
    points integer NOT NULL,
    gained jsonb NOT NULL,
    lost jsonb NOT NULL,
    broken jsonb NOT NULL,
    PRIMARY KEY (run, number)
);
CREATE INDEX run_edits_mentor ON run_edits (mentor);
CREATE INDEX run_edits_mentee ON run_edits (mentee);
