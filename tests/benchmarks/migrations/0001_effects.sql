-- What the reading service of the benchmarks keeps: a row per event, and a copy per person.

CREATE TABLE moves (
    event_id text COLLATE "C" PRIMARY KEY,
    person uuid NOT NULL,
    department text
);

CREATE TABLE copies (
    person uuid PRIMARY KEY,
    name text NOT NULL,
    email text,
    department text
) WITH (fillfactor = 80);
