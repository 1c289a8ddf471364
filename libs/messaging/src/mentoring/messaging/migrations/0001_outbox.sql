-- What is announced waits here, in the transaction that made it true, until Kafka has confirmed it.

CREATE TABLE outbox_versions (
    aggregate text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (aggregate, key)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

COMMENT ON TABLE outbox_versions IS
    'One row per aggregate (topic without .state) and key, for ever: the lock that puts commits in order, and the version.';

CREATE TABLE outbox (
    -- Taken while the key''s row in outbox_versions is locked: in commit order per key. CACHE stays 1.
    sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shard smallint NOT NULL,
    hash integer NOT NULL,
    id uuid NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    type text NOT NULL,
    version bigint NOT NULL,
    told_at timestamptz NOT NULL,
    actor text,
    correlation text,
    causation text,
    traceparent text,
    value bytea,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    refused_at timestamptz,
    refusal text
) WITH (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000,
    autovacuum_vacuum_cost_delay = 0
);

COMMENT ON COLUMN outbox.hash IS 'Kafka''s murmur2 of the key, without its sign: hash % partitions is the partition.';
COMMENT ON COLUMN outbox.told_at IS 'Business time: ce_time.';
COMMENT ON COLUMN outbox.written_at IS 'The database''s time: the row''s age.';
COMMENT ON COLUMN outbox.refusal IS 'Why the broker refused it for good; it and what follows under its key wait and are tried again.';

CREATE INDEX outbox_refused ON outbox (topic, key) WHERE refusal IS NOT NULL;

-- Relays, each with the instant until which it may hand anything over, and the one after which nothing of it can arrive.
CREATE TABLE relays (
    id uuid PRIMARY KEY,
    held_until timestamptz NOT NULL,
    free_at timestamptz NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

CREATE TABLE relay_shards (
    shard smallint PRIMARY KEY,
    holder uuid REFERENCES relays (id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

INSERT INTO relay_shards (shard) SELECT generate_series(0, 63);
