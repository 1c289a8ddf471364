-- name: claim$
-- An event of an event topic: 'claimed', 'duplicate' or 'blocked'; see the function.
SELECT inbox_claim(:consumer, :event_id, :key, :lock_of, :stripe, :at);

-- name: lock_together
-- What workers hold of a consumer's keys, side by side; replay holds the same alone.
SELECT pg_advisory_xact_lock_shared(lock.of, lock.stripe)
FROM unnest(:locks_of::integer[], :stripes::integer[]) WITH ORDINALITY AS lock (of, stripe, n)
ORDER BY lock.n;

-- name: lock_alone
-- What replay holds of one key: no worker is looking at what waits there.
SELECT pg_advisory_xact_lock(:lock_of, :stripe);

-- name: mark
-- Marks events, each once: what comes back was not marked before.
INSERT INTO inbox (consumer, event_id, state, marked_at)
SELECT :consumer, event_id, :state, :at FROM unnest(:event_ids::text[]) AS event_id
ON CONFLICT DO NOTHING
RETURNING event_id;

-- name: settle!
-- What was dead or parked is decided: its mark ages from now on.
UPDATE inbox SET state = 'done', marked_at = :at WHERE consumer = :consumer AND event_id = ANY(:event_ids::text[]);

-- name: raise_versions
-- Keeps the newest version per key: what comes back is newer than what was kept.
INSERT INTO inbox_versions AS kept (consumer, key, version, erased)
SELECT :consumer, given.key, given.version, given.erased
FROM unnest(:keys::text[], :versions::bigint[], :erased::boolean[]) AS given (key, version, erased)
ON CONFLICT (consumer, key) DO UPDATE SET version = excluded.version, erased = excluded.erased
WHERE kept.version < excluded.version
RETURNING kept.key;

-- name: kept_version$
-- The version kept of a key, or nothing.
SELECT version FROM inbox_versions WHERE consumer = :consumer AND key = :key;

-- name: purge!
-- Forgets marks that no redelivery can ask for any more; the dead and the parked stay until they are decided.
DELETE FROM inbox WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM inbox WHERE marked_at < :before AND state = 'done' LIMIT :most
));

-- name: mark_dead!
-- What was parked failed by itself.
UPDATE inbox SET state = 'dead' WHERE consumer = :consumer AND event_id = :event_id;
