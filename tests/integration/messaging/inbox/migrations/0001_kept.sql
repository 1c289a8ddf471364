-- What the reading service of these tests keeps: no constraint hides a second effect.
CREATE TABLE kept (person uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE effects (ordinal bigint GENERATED ALWAYS AS IDENTITY, person uuid NOT NULL, what text NOT NULL, event_id text NOT NULL);
CREATE TABLE faults (person uuid PRIMARY KEY, kind text NOT NULL, times integer NOT NULL);
