-- name: keep_people*!
-- Projection of the people topic.
INSERT INTO people (id, employee_id, name, given_name, email, locale, zone, status)
VALUES (:id, :employee_id, :name, :given_name, :email, :locale, :zone, :status)
ON CONFLICT (id) DO UPDATE SET
    employee_id = excluded.employee_id, name = excluded.name, given_name = excluded.given_name,
    email = excluded.email, locale = excluded.locale, zone = excluded.zone, status = excluded.status;

-- name: forget_people!
-- Erased people leave nothing behind.
DELETE FROM people WHERE id = ANY(:ids);

-- name: people_of
-- Recipients and the people whom messages name.
SELECT id, employee_id, name, given_name, email, locale, zone, status FROM people WHERE id = ANY(:ids);

-- name: person_by_employee_id^
-- From a token's subject to a person.
SELECT id FROM people WHERE employee_id = :value AND status <> 'left';

-- name: person_by_email^
-- From a token's subject to a person.
SELECT id FROM people WHERE lower(email) = lower(:value) AND status <> 'left';

-- name: keep_programs*!
-- Projection of the programs topic.
INSERT INTO programs (id, name) VALUES (:id, :name) ON CONFLICT (id) DO UPDATE SET name = excluded.name;

-- name: forget_programs!
-- Programs that are gone.
DELETE FROM programs WHERE id = ANY(:ids);

-- name: names_of_programs
-- What a message calls the program.
SELECT id, name FROM programs WHERE id = ANY(:ids);

-- name: keep_pairs*!
-- Projection of the proposals, mentorships and introductions topics.
INSERT INTO pairs (id, kind, program, mentor, mentee, state, open_until, accepted_by, peers)
VALUES (:id, :kind, :program, :mentor, :mentee, :state, :open_until, :accepted_by, :peers)
ON CONFLICT (id) DO UPDATE SET
    state = excluded.state, open_until = excluded.open_until, accepted_by = excluded.accepted_by;

-- name: forget_pairs!
-- Proposals and mentorships that are gone.
DELETE FROM pairs WHERE id = ANY(:ids);

-- name: pairs_of
-- What messages are about.
SELECT
    id, program, mentor, mentee, state, open_until, accepted_by, peers,
    kind = 'introduction' AS introduces
FROM pairs WHERE id = ANY(:ids);

-- name: keep_sessions*!
-- Projection of the sessions topic.
INSERT INTO sessions (id, mentorship, mentor, mentee, state, starts, ends, sequence)
VALUES (:id, :mentorship, :mentor, :mentee, :state, :starts, :ends, :sequence)
ON CONFLICT (id) DO UPDATE SET
    state = excluded.state, starts = excluded.starts, ends = excluded.ends, sequence = excluded.sequence;

-- name: forget_sessions!
-- Sessions that are gone.
DELETE FROM sessions WHERE id = ANY(:ids);

-- name: sessions_of
-- What messages are about.
SELECT id, mentorship, mentor, mentee, state, starts, ends, sequence FROM sessions WHERE id = ANY(:ids);

-- name: add_inbox_item^
-- Nothing comes back where this event already is in this person's inbox.
INSERT INTO inbox_items (id, event, person, category, subject, added_at, read_at)
VALUES (:id, :event, :person, :category, :subject, :added_at, NULL)
ON CONFLICT (event, person) DO NOTHING
RETURNING id;

-- name: hold_inbox_item^
-- Held until the transaction ends, so that two clicks tell one fact.
SELECT id, event, person, category, subject, added_at, read_at FROM inbox_items WHERE id = :id FOR UPDATE;

-- name: save_inbox_item!
-- Reading is all that happens to an item.
UPDATE inbox_items SET read_at = :read_at WHERE id = :id;

-- name: inbox_of
-- A page of a person's inbox, newest first; ids are UUIDv7 and rise with time.
SELECT id AS item, category, subject, added_at, read_at FROM inbox_items
WHERE person = :person AND (CAST(:after AS uuid) IS NULL OR id < :after)
ORDER BY id DESC LIMIT :most;

-- name: add_delivery^
-- Nothing comes back where this event already has a delivery to this person through this channel.
INSERT INTO deliveries (id, event, person, category, subject, made_at, not_before, state, attempts, facts)
VALUES (:id, :event, :person, :category, :subject, :made_at, :not_before, :state, :attempts, :facts)
ON CONFLICT (event, person, channel) DO NOTHING
RETURNING id;

-- name: claim_deliveries
-- Due, or left by a sender whose lease is over. Several senders work side by side: each passes over what another holds.
SELECT id, event, person, category, subject, made_at, not_before, state, attempts, lease_until, reason, facts
FROM deliveries
WHERE (state = 'waiting' AND not_before <= :at) OR (state = 'sending' AND lease_until <= :at)
ORDER BY not_before LIMIT :most
FOR UPDATE SKIP LOCKED;

-- name: hold_leased_delivery^
-- Only the attempt that began may record its outcome; one whose lease was taken over may not.
SELECT id, event, person, category, subject, made_at, not_before, state, attempts, lease_until, reason, facts
FROM deliveries WHERE id = :id AND state = 'sending' AND attempts = :attempts FOR UPDATE;

-- name: save_delivery!
-- What became of it.
UPDATE deliveries
SET state = :state, attempts = :attempts, not_before = :not_before, lease_until = :lease_until, reason = :reason
WHERE id = :id;

-- name: list_deliveries
-- For operators: no address and no words.
SELECT id AS delivery, person, category, state, reason, attempts, made_at FROM deliveries
WHERE (CAST(:state AS text) IS NULL OR state = :state) AND (CAST(:after AS uuid) IS NULL OR id < :after)
ORDER BY id DESC LIMIT :most;
