-- name: claim_key$
-- Waits for whoever claims the same key in a transaction that is still open. A key older than a day counts as new.
INSERT INTO idempotency_keys AS kept (caller, key, door, fingerprint, claimed_at)
VALUES (:caller, :key, :door, :fingerprint, :at)
ON CONFLICT (caller, key) DO UPDATE
SET door = excluded.door, fingerprint = excluded.fingerprint, claimed_at = excluded.claimed_at,
    status = NULL, body = NULL, etag = NULL
WHERE kept.claimed_at <= :expired
RETURNING true;

-- name: kept_answer^
-- What the first request with this key was answered.
SELECT fingerprint, status, body, etag FROM idempotency_keys WHERE caller = :caller AND key = :key;

-- name: keep_answer!
-- Committed with the effect that it tells of.
UPDATE idempotency_keys SET status = :status, body = :body, etag = :etag WHERE caller = :caller AND key = :key;

-- name: purge_keys$
-- A batch of keys that nobody will repeat any more; SKIP LOCKED lets several clocks purge side by side.
WITH old AS (
    SELECT caller, key FROM idempotency_keys WHERE claimed_at <= :expired
    ORDER BY claimed_at LIMIT :batch FOR UPDATE SKIP LOCKED
), gone AS (
    DELETE FROM idempotency_keys USING old
    WHERE idempotency_keys.caller = old.caller AND idempotency_keys.key = old.key RETURNING 1
)
SELECT count(*) FROM gone;
