-- name: join_relays!
-- A new relay with a lease and no shards yet.
INSERT INTO relays (id, held_until, free_at)
VALUES (:id, clock_timestamp() + :lease, clock_timestamp() + :lease::interval + :send_life::interval);

-- name: renew_lease$
-- True while the lease was not lost: one that has run out is never renewed, so a successor can rely on it.
UPDATE relays
SET held_until = clock_timestamp() + :lease, free_at = clock_timestamp() + :lease::interval + :send_life::interval
WHERE id = :id AND held_until > clock_timestamp()
RETURNING true;

-- name: one_balances$
-- One relay at a time moves shards; who comes second tries at the next turn.
SELECT pg_try_advisory_xact_lock(7461108512690438);

-- name: free_shards_of_the_dead!
-- What relays held of which nothing can arrive any more.
UPDATE relay_shards SET holder = NULL
WHERE holder IN (SELECT id FROM relays WHERE free_at < clock_timestamp());

-- name: bury_relays!
-- Relays that did not say goodbye, once nothing of theirs can arrive.
DELETE FROM relays WHERE free_at < clock_timestamp()
AND NOT EXISTS (SELECT FROM relay_shards WHERE holder = relays.id);

-- name: count_live$
-- Relays that share the shards; a frozen one counts until its lease ends.
SELECT count(*) FROM relays WHERE held_until > clock_timestamp();

-- name: shards_of
-- What a relay holds.
SELECT shard FROM relay_shards WHERE holder = :id ORDER BY shard;

-- name: take_shards
-- Free shards, at most as many as are missing to a fair share.
UPDATE relay_shards SET holder = :id
WHERE shard IN (SELECT shard FROM relay_shards WHERE holder IS NULL ORDER BY shard LIMIT :at_most)
RETURNING shard;

-- name: free_shards!
-- Shards of which this relay has nothing in flight.
UPDATE relay_shards SET holder = NULL WHERE holder = :id AND shard = ANY(:shards::smallint[]);

-- name: free_all_shards!
-- A clean end: nothing is in flight, another may take them at once.
UPDATE relay_shards SET holder = NULL WHERE holder = :id;

-- name: leave_relays!
-- After its shards are free.
DELETE FROM relays WHERE id = :id;

-- name: oldest_rows
-- The oldest rows of these shards. Always from the beginning: a transaction that commits late puts its row in between.
SELECT sequence, topic, key, hash, id::text, type, version, told_at, actor, correlation, causation, traceparent,
    value, written_at
FROM outbox
WHERE shard = ANY(:shards::smallint[])
ORDER BY sequence
LIMIT :at_most;

-- name: oldest_rows_around
-- The same without the partitions that are busy (topic, count, number) and without keys whose row was refused.
SELECT sequence, topic, key, hash, id::text, type, version, told_at, actor, correlation, causation, traceparent,
    value, written_at
FROM outbox
WHERE shard = ANY(:shards::smallint[])
AND NOT EXISTS (
    SELECT FROM unnest(:busy_topics::text[], :busy_counts::integer[], :busy_numbers::integer[])
        AS busy (topic, count, number)
    WHERE busy.topic = outbox.topic AND outbox.hash % busy.count = busy.number
)
AND NOT EXISTS (
    SELECT FROM outbox AS refused
    WHERE refused.refusal IS NOT NULL AND refused.topic = outbox.topic AND refused.key = outbox.key
)
ORDER BY sequence
LIMIT :at_most;

-- name: delete_rows!
-- Exactly what the broker confirmed, by its number; never a range.
DELETE FROM outbox WHERE sequence = ANY(:sequences::bigint[]);

-- name: mark_refused!
-- The row stays, with the reason; what follows under its key waits behind it.
UPDATE outbox SET refused_at = clock_timestamp(), refusal = :reason WHERE sequence = :sequence;

-- name: try_refused_again!
-- After a while, since an operator may have raised the topic's limit.
UPDATE outbox SET refused_at = NULL, refusal = NULL
WHERE refusal IS NOT NULL AND shard = ANY(:shards::smallint[]) AND refused_at < clock_timestamp() - :after::interval;

-- name: any_refused$
-- Whether some row of any shard is set aside.
SELECT EXISTS (SELECT FROM outbox WHERE refusal IS NOT NULL);
