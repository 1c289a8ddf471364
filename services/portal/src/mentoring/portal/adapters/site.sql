-- Who is signed in, and what open pages are told.

-- name: begin_sign_in!
-- A new browser.
INSERT INTO sign_ins
    (id_hash, subject, person_value, roles, access_token, refresh_token, id_token, fresh_until, ends_at)
VALUES
    (:id_hash, :subject, :person_value, :roles::text[], :access_token, :refresh_token, :id_token, :fresh_until, :ends_at);

-- name: renew_sign_in!
-- Fresh tokens; the roles are those of the newest.
UPDATE sign_ins SET
    roles = :roles::text[],
    access_token = :access_token,
    refresh_token = coalesce(:refresh_token, refresh_token),
    id_token = coalesce(:id_token, id_token),
    fresh_until = :fresh_until
WHERE id_hash = :id_hash;

-- name: end_sign_in!
-- The person signs out.
DELETE FROM sign_ins WHERE id_hash = :id_hash;

-- name: forget_ended!
-- What is over.
DELETE FROM sign_ins WHERE ends_at < :now;

-- name: sign_in_by_employee_id^
-- The browser and its person, where the claim is an employee id.
SELECT s.*, p.person, p.name, p.zone, p.locale,
    (SELECT count(*) FROM inbox_items i WHERE i.person = p.person AND i.read_at IS NULL) AS unread,
    EXISTS (SELECT FROM programs g WHERE g.managers @> ARRAY[p.person]) AS manages
FROM sign_ins s LEFT JOIN people p ON p.employee_id = s.person_value AND p.status <> 'left'
WHERE s.id_hash = :id_hash AND s.ends_at > :now LIMIT 1;

-- name: sign_in_by_email^
-- The browser and its person, where the claim is an address.
SELECT s.*, p.person, p.name, p.zone, p.locale,
    (SELECT count(*) FROM inbox_items i WHERE i.person = p.person AND i.read_at IS NULL) AS unread,
    EXISTS (SELECT FROM programs g WHERE g.managers @> ARRAY[p.person]) AS manages
FROM sign_ins s LEFT JOIN people p ON lower(p.email) = lower(s.person_value) AND p.status <> 'left'
WHERE s.id_hash = :id_hash AND s.ends_at > :now LIMIT 1;

-- name: person_by_employee_id$
-- How a token becomes a person.
SELECT person FROM people WHERE employee_id = :value AND status <> 'left' LIMIT 1;

-- name: person_by_email$
-- As above.
SELECT person FROM people WHERE lower(email) = lower(:value) AND status <> 'left' LIMIT 1;

-- name: lacking
-- Of the versions that a reader waits for, those that the model has not seen.
SELECT awaited.key
FROM unnest(:consumers::text[], :keys::text[], :versions::bigint[]) AS awaited (consumer, key, version)
WHERE NOT EXISTS (
    SELECT FROM inbox_versions seen
    WHERE seen.consumer = awaited.consumer AND seen.key = awaited.key AND seen.version >= awaited.version
) AND NOT EXISTS (
    SELECT FROM imports
    WHERE awaited.consumer = 'portal.imports' AND imports.import_id::text = awaited.key
        AND imports.version >= awaited.version
);

-- name: latest_change$
-- Where a page that is rendered now begins to listen.
SELECT coalesce(max(id), 0) FROM changes;

-- name: oldest_change$
-- A page that heard less than this must look at everything again.
SELECT coalesce(min(id), 0) FROM changes;

-- name: notices_after
-- In the order in which they became visible.
SELECT id, audience, part FROM changes WHERE id > :position ORDER BY id LIMIT :limit;
