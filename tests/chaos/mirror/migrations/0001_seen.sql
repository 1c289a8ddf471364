-- Nothing here is unique by intent: an effect that came twice must be able to leave its trace.
CREATE TABLE seen (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tally uuid NOT NULL,
    intent uuid NOT NULL,
    kind text NOT NULL,
    step bigint NOT NULL
);
CREATE TABLE sums (tally uuid PRIMARY KEY, steps bigint NOT NULL);
CREATE TABLE copies (tally uuid PRIMARY KEY, steps bigint NOT NULL);
