-- What a run was made of is kept, so that it can be made again, explained and edited. What people say about themselves
-- stands here alone, a row for each place, and goes with them; a draft has numbers.
SET LOCAL lock_timeout = '5s';

ALTER TABLE runs
    ADD COLUMN terms jsonb,
    ADD COLUMN inputs text,
    ADD COLUMN engine text;

CREATE TABLE run_inputs (
    run uuid NOT NULL REFERENCES runs,
    side text NOT NULL CHECK (side IN ('mentor', 'mentee')),
    rank integer NOT NULL,
    enrollment uuid NOT NULL,
    person uuid NOT NULL,
    speaks boolean NOT NULL,
    features text NOT NULL,
    PRIMARY KEY (run, side, enrollment)
);
CREATE INDEX run_inputs_person ON run_inputs (person, run);

CREATE TABLE run_bars (
    run uuid NOT NULL REFERENCES runs,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    bar text NOT NULL,
    PRIMARY KEY (run, mentor, mentee)
);

-- Points by criterion, in the order of the criteria; null where one is not weighed. The old column is written no more.
ALTER TABLE draft_pairs
    ADD COLUMN points integer NOT NULL DEFAULT 0,
    ADD COLUMN parts smallint[] NOT NULL DEFAULT '{}',
    ALTER COLUMN explanation DROP NOT NULL;
UPDATE draft_pairs AS d SET
    points = (SELECT sum((part ->> 'points')::integer) FROM jsonb_array_elements(d.explanation -> 'parts') AS part),
    parts = ARRAY(
        SELECT (
            SELECT (part ->> 'points')::smallint
            FROM jsonb_array_elements(d.explanation -> 'parts') AS part
            WHERE part ->> 'code' = criterion
        )
        FROM unnest(
            ARRAY['skills', 'goals', 'transitions', 'interests', 'stage', 'function', 'location', 'zone', 'style']
        ) WITH ORDINALITY AS listed (criterion, place)
        ORDER BY place
    ),
    explanation = NULL;
CREATE INDEX draft_pairs_points ON draft_pairs (run, points DESC, rank);
