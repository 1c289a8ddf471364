-- What the engine has to look at again. Every copy of the service keeps people, places and pairs in its memory and asks
-- here, several times a second, what was written since it looked: the row that changed, and the transaction that did
-- it. A snapshot knows which transactions it could not see, and so a late commit is never missed.
SET LOCAL lock_timeout = '5s';

CREATE TABLE engine_changes (
    kind text NOT NULL,
    id uuid NOT NULL,
    touched xid8 NOT NULL DEFAULT pg_current_xact_id()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX engine_changes_touched ON engine_changes (touched);

-- Which transactions were over at which hour of the service's own clock: what is older than that can go.
CREATE TABLE engine_marks (
    touched xid8 PRIMARY KEY,
    at timestamptz NOT NULL
);

-- One row per changed row, one statement per statement; the key's column is the trigger's argument.
CREATE FUNCTION engine_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('INSERT INTO engine_changes (kind, id) SELECT %L, %I FROM written', TG_TABLE_NAME, TG_ARGV[0]);
    RETURN NULL;
END
$$;

DO $$
DECLARE
    followed text[];
BEGIN
    FOREACH followed SLICE 1 IN ARRAY ARRAY[
        ['people', 'id'], ['participants', 'person'], ['hours', 'person'], ['programs', 'id'], ['enrollments', 'id'],
        ['proposals', 'id'], ['mentorships', 'id']
    ]
    LOOP
        EXECUTE format(
            'CREATE TRIGGER engine_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS written '
            'FOR EACH STATEMENT EXECUTE FUNCTION engine_note(%L)', followed[1], followed[2]);
        EXECUTE format(
            'CREATE TRIGGER engine_updated AFTER UPDATE ON %I REFERENCING NEW TABLE AS written '
            'FOR EACH STATEMENT EXECUTE FUNCTION engine_note(%L)', followed[1], followed[2]);
        EXECUTE format(
            'CREATE TRIGGER engine_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS written '
            'FOR EACH STATEMENT EXECUTE FUNCTION engine_note(%L)', followed[1], followed[2]);
    END LOOP;
END
$$;
