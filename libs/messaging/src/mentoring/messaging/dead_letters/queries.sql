-- name: put!
-- Keeps a record with its bytes and the reason; one that came back after it was closed is opened again.
INSERT INTO dead_letters (
    id, consumer, event_id, event_type, version, readable_key, topic, partition, "offset", recorded_at,
    key, headers, value, state, reason, detail, put_at
) VALUES (
    :id, :consumer, :event_id, :event_type, :version, :readable_key, :topic, :partition, :offset, :recorded_at,
    :key, :headers, :value, :state, :reason, :detail, :at
) ON CONFLICT (consumer, event_id) DO UPDATE SET
    id = excluded.id, ordinal = DEFAULT, event_type = excluded.event_type, version = excluded.version,
    readable_key = excluded.readable_key, topic = excluded.topic, partition = excluded.partition,
    "offset" = excluded."offset", recorded_at = excluded.recorded_at, key = excluded.key, headers = excluded.headers,
    value = excluded.value, state = excluded.state, reason = excluded.reason, detail = excluded.detail,
    put_at = excluded.put_at, closed_at = NULL, closed_by = NULL, closed_because = NULL;

-- name: healed
-- On state topics: what a readable snapshot or tombstone of the key makes needless; the bytes go.
UPDATE dead_letters AS letter SET
    state = 'superseded', closed_at = :at, key = NULL, headers = NULL, value = NULL, detail = ''
FROM unnest(:keys::text[], :versions::bigint[]) AS came (key, version)
WHERE letter.consumer = :consumer AND letter.readable_key = came.key AND letter.state IN ('open', 'parked')
    AND (letter.version IS NULL OR letter.version <= came.version)
RETURNING letter.id, letter.event_id;

-- name: hold^
-- One letter, held until the transaction ends.
SELECT * FROM dead_letters WHERE id = :id FOR UPDATE;

-- name: first_waiting^
-- The first of a key that waits, held until the transaction ends.
SELECT * FROM dead_letters
WHERE consumer = :consumer AND readable_key = :readable_key AND state IN ('open', 'parked')
ORDER BY ordinal LIMIT 1 FOR UPDATE;

-- name: close!
-- The letter is decided; the bytes go, the position and the reason stay.
UPDATE dead_letters SET
    state = :state, closed_at = :at, closed_by = :by, closed_because = :because,
    key = NULL, headers = NULL, value = NULL, detail = ''
WHERE id = :id;

-- name: fail_again!
-- A replay failed: the letter is open with the newest reason.
UPDATE dead_letters SET state = 'open', reason = :reason, detail = :detail WHERE id = :id;

-- name: listing
-- Letters, newest first, a page at a time; bytes stay where they are.
SELECT id, ordinal, consumer, event_id, event_type, version, readable_key, topic, partition, "offset", recorded_at,
    state, reason, detail, put_at, closed_at, closed_by, closed_because
FROM dead_letters
WHERE ordinal < :before AND (:consumer::text IS NULL OR consumer = :consumer)
    AND state = ANY(:states::text[])
ORDER BY ordinal DESC LIMIT :most;

-- name: show^
-- One letter with its bytes.
SELECT * FROM dead_letters WHERE id = :id;

-- name: counts
-- How many letters wait, by consumer: they are few, and the index holds no others.
SELECT consumer, count(*) FILTER (WHERE state = 'open') AS open, count(*) FILTER (WHERE state = 'parked') AS parked
FROM dead_letters WHERE state IN ('open', 'parked') GROUP BY consumer ORDER BY consumer;

-- name: purge!
-- Forgets letters that were decided long ago.
DELETE FROM dead_letters WHERE id = ANY(ARRAY(
    SELECT id FROM dead_letters WHERE closed_at < :before AND state NOT IN ('open', 'parked') LIMIT :most
));

-- name: freed
-- Keys whose first letter is parked: what it waited for was decided, and the act ended before its turn.
SELECT consumer, readable_key FROM (
    SELECT DISTINCT ON (consumer, readable_key) consumer, readable_key, state FROM dead_letters
    WHERE state IN ('open', 'parked') AND readable_key IS NOT NULL
    ORDER BY consumer, readable_key, ordinal
) AS first WHERE state = 'parked';
