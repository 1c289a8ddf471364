-- Who came, moved, left and came back, as the company told it: what a comparison needs to know of the past.
CREATE TABLE careers (
    event text PRIMARY KEY,
    person uuid NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('joined', 'moved', 'left', 'rehired')),
    department text,
    site text,
    job_level integer
);
CREATE INDEX careers_person ON careers (person, at);
