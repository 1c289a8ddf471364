-- What notification knows of others (built from states), the inbox, and the deliveries.
CREATE TABLE people (
    id uuid PRIMARY KEY,
    employee_id text NOT NULL,
    name text NOT NULL,
    given_name text NOT NULL,
    email text,
    locale text NOT NULL,
    zone text NOT NULL,
    status text NOT NULL
);
CREATE INDEX people_by_employee_id ON people (employee_id);
CREATE INDEX people_by_email ON people (lower(email));

CREATE TABLE programs (
    id uuid PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE pairs (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('proposal', 'mentorship')),
    program uuid NOT NULL,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    state text NOT NULL,
    open_until timestamptz,
    accepted_by uuid[] NOT NULL DEFAULT '{}'
);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    mentorship uuid NOT NULL,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    state text NOT NULL,
    starts timestamptz NOT NULL,
    ends timestamptz NOT NULL,
    sequence integer NOT NULL
);

CREATE TABLE inbox_items (
    id uuid PRIMARY KEY,
    event uuid NOT NULL,
    person uuid NOT NULL,
    category text NOT NULL,
    subject uuid NOT NULL,
    added_at timestamptz NOT NULL,
    read_at timestamptz,
    UNIQUE (event, person)
);
CREATE INDEX inbox_items_of_person ON inbox_items (person, id DESC);

CREATE TABLE deliveries (
    id uuid PRIMARY KEY,
    event uuid NOT NULL,
    person uuid NOT NULL,
    channel text NOT NULL DEFAULT 'email',
    category text NOT NULL,
    subject uuid NOT NULL,
    made_at timestamptz NOT NULL,
    not_before timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'sending', 'accepted', 'failed', 'skipped')),
    attempts integer NOT NULL,
    lease_until timestamptz,
    reason text,
    facts jsonb NOT NULL,
    UNIQUE (event, person, channel)
);
-- What a sender looks for: what waits and is due, and what a killed sender left.
CREATE INDEX deliveries_due ON deliveries (not_before) WHERE state = 'waiting';
CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE state = 'sending';
ALTER TABLE deliveries SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
