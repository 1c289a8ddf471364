-- Nothing here is unique by intent: an effect that came twice must be able to leave its trace.
CREATE TABLE tallies (tally uuid PRIMARY KEY, steps bigint NOT NULL);
CREATE TABLE entries (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tally uuid NOT NULL,
    intent uuid NOT NULL,
    step bigint NOT NULL,
    stamped_step bigint
);
CREATE INDEX entries_to_stamp ON entries (serial) WHERE stamped_step IS NULL;
CREATE TABLE echoes (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tally uuid NOT NULL,
    intent uuid NOT NULL,
    kind text NOT NULL,
    step bigint NOT NULL
);
