-- name: write!
-- Where each partition is, said by the worker that holds it.
INSERT INTO consumer_status AS known (
    consumer, partition, worker, position, highwater, committed, lag_seconds, assigned_at, polled_at, seen_at
)
SELECT * FROM unnest(
    :consumers::text[], :partitions::integer[], :workers::text[], :positions::bigint[], :highwaters::bigint[],
    :committed::bigint[], :lags::double precision[], :assigned::timestamptz[], :polled::timestamptz[],
    :seen::timestamptz[]
)
ON CONFLICT (consumer, partition) DO UPDATE SET
    worker = excluded.worker,
    position = coalesce(excluded.position, known.position),
    highwater = greatest(excluded.highwater, known.highwater),
    committed = coalesce(excluded.committed, known.committed),
    lag_seconds = excluded.lag_seconds,
    assigned_at = excluded.assigned_at,
    polled_at = excluded.polled_at,
    seen_at = excluded.seen_at;

-- name: partitions
-- Where each partition of each consumer was last seen.
SELECT consumer, partition, worker, position, highwater, committed, lag_seconds, assigned_at, polled_at, seen_at
FROM consumer_status ORDER BY consumer, partition;
