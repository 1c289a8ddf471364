-- How long a mentor's answer takes is shown beside them.
SET LOCAL lock_timeout = '5s';

CREATE TRIGGER engine_inserted AFTER INSERT ON mentors REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION engine_note('person');
CREATE TRIGGER engine_updated AFTER UPDATE ON mentors REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION engine_note('person');
CREATE TRIGGER engine_deleted AFTER DELETE ON mentors REFERENCING OLD TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION engine_note('person');
