-- name: alone$
-- One rebuild at a time; held by a transaction of its own.
SELECT pg_try_advisory_xact_lock(:lock);

-- name: tables
-- The tables of a schema with their storage settings.
SELECT class.relname AS name, array_to_string(class.reloptions, ', ') AS settings
FROM pg_class AS class WHERE class.relnamespace = to_regnamespace(:schema) AND class.relkind = 'r'
ORDER BY class.relname;

-- name: constraints
-- Keys and other constraints that stand on an index; checks are copied with their table.
SELECT of.relname AS on_table, made.conname AS name, pg_get_constraintdef(made.oid) AS definition
FROM pg_constraint AS made JOIN pg_class AS of ON of.oid = made.conrelid
WHERE made.connamespace = to_regnamespace(:schema) AND made.contype IN ('p', 'u', 'x')
ORDER BY made.conname;

-- name: indexes
-- Indexes that are no constraint's, as statements.
SELECT pg_get_indexdef(index.indexrelid) AS definition
FROM pg_index AS index JOIN pg_class AS of ON of.oid = index.indrelid
WHERE of.relnamespace = to_regnamespace(:schema) AND of.relkind = 'r'
    AND NOT EXISTS (SELECT FROM pg_constraint AS made WHERE made.conindid = index.indexrelid)
ORDER BY index.indexrelid;

-- name: strangers
-- What a copy would not take along: views, partitions, own sequences, foreign keys, triggers, functions, types.
SELECT relname::text AS name FROM pg_class
WHERE relnamespace = to_regnamespace(:schema) AND relkind NOT IN ('r', 'i', 't')
    AND NOT (relkind = 'S' AND EXISTS (
        SELECT FROM pg_depend WHERE pg_depend.objid = pg_class.oid AND pg_depend.deptype = 'i'
    ))
UNION ALL
SELECT conname::text FROM pg_constraint WHERE connamespace = to_regnamespace(:schema) AND contype = 'f'
UNION ALL
SELECT tgname::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = to_regnamespace(:schema) AND NOT tgisinternal
UNION ALL
SELECT proname::text FROM pg_proc WHERE pronamespace = to_regnamespace(:schema)
UNION ALL
SELECT typname::text FROM pg_type WHERE typnamespace = to_regnamespace(:schema) AND typtype IN ('d', 'e', 'r');
