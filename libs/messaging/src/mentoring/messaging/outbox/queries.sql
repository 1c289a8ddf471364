-- name: announce_few^
-- Locks and raises the versions of all keys in sorted order, then numbers and inserts the rows: one round trip.
-- The sort by ordinal reads all raised versions before the first row is numbered, so every lock is held by then.
WITH told AS (
    SELECT * FROM unnest(
        :ids::uuid[], :shards::smallint[], :hashes::integer[], :topics::text[], :aggregates::text[], :keys::text[],
        :types::text[], :bodies::bytea[]
    ) WITH ORDINALITY AS t (id, shard, hash, topic, aggregate, key, type, body, ordinal)
), raised AS (
    INSERT INTO outbox_versions AS kept (aggregate, key, version)
    SELECT aggregate, key, 1 FROM (SELECT DISTINCT aggregate, key FROM told) AS locked
    ORDER BY aggregate COLLATE "C", key COLLATE "C"
    ON CONFLICT (aggregate, key) DO UPDATE SET version = kept.version + 1
    RETURNING kept.aggregate, kept.key, kept.version
), written AS (
    INSERT INTO outbox (
        shard, hash, id, topic, key, type, version, told_at, actor, correlation, causation, traceparent, value
    )
    SELECT
        told.shard, told.hash, told.id, told.topic, told.key, told.type, raised.version, :told_at::timestamptz,
        :actor::text, :correlation::text, :causation::text, :traceparent::text, told.body
    FROM told JOIN raised ON raised.aggregate = told.aggregate AND raised.key = told.key
    ORDER BY told.ordinal
)
SELECT
    (SELECT array_agg(ARRAY[aggregate, key, version::text]) FROM raised) AS versions,
    pg_notify('outbox', '') IS NULL AS hinted;

-- name: raise_versions
-- Locks and raises the versions of many keys, in the order in which they are given (sorted by the caller).
INSERT INTO outbox_versions AS kept (aggregate, key, version)
SELECT aggregate, key, 1
FROM unnest(:aggregates::text[], :keys::text[]) WITH ORDINALITY AS t (aggregate, key, ordinal)
ORDER BY ordinal
ON CONFLICT (aggregate, key) DO UPDATE SET version = kept.version + 1
RETURNING kept.aggregate, kept.key, kept.version;

-- name: hint!
-- Wakes the relays when this transaction commits; an empty hint, at most once per transaction.
SELECT pg_notify('outbox', '');

-- name: outbox_standing^
-- How much waits and for how long. Never a count of the whole table.
SELECT
    CASE
        WHEN counted.rows < 10000 THEN counted.rows
        ELSE greatest(10000, (SELECT reltuples::bigint FROM pg_class WHERE oid = 'outbox'::regclass))
    END AS rows,
    (SELECT clock_timestamp() - written_at FROM outbox ORDER BY sequence LIMIT 1) AS age,
    (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE refusal IS NOT NULL LIMIT 10000) AS waiting) AS refused
FROM (SELECT count(*) AS rows FROM (SELECT 1 FROM outbox LIMIT 10000) AS waiting) AS counted;
