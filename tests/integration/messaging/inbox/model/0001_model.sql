-- The reading service's tables as a read model: in a schema of their own, with the inbox beside them.
CREATE SCHEMA model;
ALTER TABLE inbox SET SCHEMA model;
ALTER TABLE inbox_versions SET SCHEMA model;
ALTER TABLE dead_letters SET SCHEMA model;
ALTER TABLE kept SET SCHEMA model;
ALTER TABLE effects SET SCHEMA model;
CREATE INDEX kept_by_name ON model.kept (lower(name)) WHERE name <> '';
