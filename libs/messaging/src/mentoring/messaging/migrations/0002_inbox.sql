-- What was read: a mark per event, the version per key, what could not be used, and how far each consumer is.

-- One mark per consumer and event, in the transaction of the event's effects. Rows outlive their topic's retention.
CREATE TABLE inbox (
    consumer text COLLATE "C" NOT NULL,
    event_id text COLLATE "C" NOT NULL, -- ce_id, or the position of a record without a readable one
    state text NOT NULL CHECK (state IN ('done', 'dead', 'parked')),
    marked_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, event_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
-- Rows arrive in the order of their age, so the smallest kind of index finds the old ones.
CREATE INDEX inbox_age ON inbox USING brin (marked_at);

-- The newest version kept per key of a state topic. Erased keys stay for good: nothing rises from the dead.
CREATE TABLE inbox_versions (
    consumer text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    erased boolean NOT NULL,
    PRIMARY KEY (consumer, key)
) WITH (fillfactor = 80);

-- What could not be used, and what waits behind it.
CREATE TABLE dead_letters (
    id uuid PRIMARY KEY,
    ordinal bigint GENERATED ALWAYS AS IDENTITY, -- the order of arrival: within a key, the order of the events
    consumer text COLLATE "C" NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    event_type text,
    version bigint, -- of the aggregate; null where the envelope could not be read
    readable_key text COLLATE "C", -- null where the key is missing or not text: such a letter parks nothing
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    recorded_at timestamptz NOT NULL, -- the broker's time of the record
    key bytea,
    headers bytea, -- JSON [[name, base64 or null], …]: a name may hold what a text column refuses; gone when closed
    value bytea, -- gone when closed, so that closing erases
    state text NOT NULL CHECK (state IN ('open', 'parked', 'superseded', 'replayed', 'discarded')),
    reason text NOT NULL, -- a stable code
    detail text NOT NULL,
    put_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by text,
    closed_because text,
    UNIQUE (consumer, event_id)
);
CREATE INDEX dead_letters_waiting ON dead_letters (consumer, readable_key, ordinal)
    WHERE state IN ('open', 'parked');
CREATE INDEX dead_letters_listed ON dead_letters (ordinal DESC);

-- Where each partition of each consumer is, written every few seconds by the worker that holds it.
CREATE TABLE consumer_status (
    consumer text COLLATE "C" NOT NULL,
    partition integer NOT NULL,
    worker text NOT NULL,
    position bigint, -- the next offset to be handled; null until it is known
    highwater bigint,
    committed bigint,
    lag_seconds double precision NOT NULL, -- the age of the oldest record that waits, 0 when none does
    assigned_at timestamptz NOT NULL,
    polled_at timestamptz NOT NULL, -- when the broker last answered this partition's reader
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, partition)
) WITH (fillfactor = 50);

-- Claims an event of an event topic for its consumer, in one round trip: 'claimed', 'duplicate', or 'blocked' where
-- an earlier event of its key waits. Each statement of a volatile function sees what was committed before it, so the
-- look at what waits comes after the lock: the lock that replay takes alone and workers take together.
CREATE FUNCTION inbox_claim(
    for_consumer text, for_event text, for_key text, lock_of integer, stripe integer, at timestamptz
) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF for_key IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock_shared(lock_of, stripe);
        PERFORM 1 FROM dead_letters
            WHERE consumer = for_consumer AND readable_key = for_key AND state IN ('open', 'parked') LIMIT 1;
        IF FOUND THEN
            PERFORM 1 FROM inbox WHERE consumer = for_consumer AND event_id = for_event;
            RETURN CASE WHEN FOUND THEN 'duplicate' ELSE 'blocked' END;
        END IF;
    END IF;
    INSERT INTO inbox (consumer, event_id, state, marked_at) VALUES (for_consumer, for_event, 'done', at)
        ON CONFLICT DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'claimed' ELSE 'duplicate' END;
END $$;
