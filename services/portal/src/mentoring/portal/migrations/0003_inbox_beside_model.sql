-- What was read is part of the read model: a rebuild makes both again, and swaps both.
SET LOCAL lock_timeout = '5s';
ALTER TABLE inbox SET SCHEMA model;
ALTER TABLE inbox_versions SET SCHEMA model;
ALTER TABLE dead_letters SET SCHEMA model;
