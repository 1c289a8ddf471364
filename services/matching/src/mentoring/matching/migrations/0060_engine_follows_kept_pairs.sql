-- Excluded pairs are followed by their program: all of a program's are looked at again when one changes.
SET LOCAL lock_timeout = '5s';

CREATE OR REPLACE FUNCTION engine_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO engine_changes (kind, id) SELECT DISTINCT %L, %I FROM written', TG_TABLE_NAME, TG_ARGV[0]);
    RETURN NULL;
END
$$;

CREATE TRIGGER engine_inserted AFTER INSERT ON kept_pairs REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION engine_note('program');
CREATE TRIGGER engine_updated AFTER UPDATE ON kept_pairs REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION engine_note('program');
CREATE TRIGGER engine_deleted AFTER DELETE ON kept_pairs REFERENCING OLD TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION engine_note('program');
