-- Answers to commands, kept for a day: a repeated request gets the first one's answer and has no second effect.
CREATE TABLE idempotency_keys (
    caller text NOT NULL,
    key text NOT NULL,
    door text NOT NULL,
    fingerprint bytea NOT NULL,
    claimed_at timestamptz NOT NULL,
    status smallint,
    body bytea,
    etag text,
    PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (claimed_at);
