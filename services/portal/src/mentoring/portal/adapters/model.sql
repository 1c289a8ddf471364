-- Writing the read model. Names are found through the search path, so that a rebuild can fill a shadow of these tables.

-- name: keep_people!
-- One statement for a whole batch; the rows are the states' own JSON.
INSERT INTO people SELECT * FROM jsonb_populate_recordset(NULL::people, :rows::jsonb);

-- name: forget_people!
-- Before the newer snapshot is put in, or for good.
DELETE FROM people WHERE person = ANY(:keys::uuid[]);

-- name: keep_participants!
-- As above.
INSERT INTO participants SELECT * FROM jsonb_populate_recordset(NULL::participants, :rows::jsonb);

-- name: forget_participants!
-- As above.
DELETE FROM participants WHERE person = ANY(:keys::uuid[]);

-- name: keep_programs!
-- As above.
INSERT INTO programs SELECT * FROM jsonb_populate_recordset(NULL::programs, :rows::jsonb);

-- name: forget_programs!
-- As above.
DELETE FROM programs WHERE program = ANY(:keys::uuid[]);

-- name: keep_enrollments!
-- As above.
INSERT INTO enrollments SELECT * FROM jsonb_populate_recordset(NULL::enrollments, :rows::jsonb);

-- name: forget_enrollments!
-- As above.
DELETE FROM enrollments WHERE enrollment = ANY(:keys::uuid[]);

-- name: keep_runs!
-- As above.
INSERT INTO runs SELECT * FROM jsonb_populate_recordset(NULL::runs, :rows::jsonb);

-- name: forget_runs!
-- As above.
DELETE FROM runs WHERE run = ANY(:keys::uuid[]);

-- name: keep_proposals!
-- As above.
INSERT INTO proposals SELECT * FROM jsonb_populate_recordset(NULL::proposals, :rows::jsonb);

-- name: forget_proposals!
-- As above.
DELETE FROM proposals WHERE proposal = ANY(:keys::uuid[]);

-- name: keep_mentors!
-- As above.
INSERT INTO mentors SELECT * FROM jsonb_populate_recordset(NULL::mentors, :rows::jsonb);

-- name: forget_mentors!
-- As above.
DELETE FROM mentors WHERE person = ANY(:keys::uuid[]);

-- name: keep_mentorships!
-- As above.
INSERT INTO mentorships SELECT * FROM jsonb_populate_recordset(NULL::mentorships, :rows::jsonb);

-- name: forget_mentorships!
-- As above.
DELETE FROM mentorships WHERE mentorship = ANY(:keys::uuid[]);

-- name: keep_introductions!
-- As above.
INSERT INTO introductions SELECT * FROM jsonb_populate_recordset(NULL::introductions, :rows::jsonb);

-- name: forget_introductions!
-- As above.
DELETE FROM introductions WHERE introduction = ANY(:keys::uuid[]);

-- name: keep_availability!
-- As above.
INSERT INTO availability SELECT * FROM jsonb_populate_recordset(NULL::availability, :rows::jsonb);

-- name: forget_availability!
-- As above.
DELETE FROM availability WHERE person = ANY(:keys::uuid[]);

-- name: keep_sessions!
-- As above.
INSERT INTO sessions SELECT * FROM jsonb_populate_recordset(NULL::sessions, :rows::jsonb);

-- name: forget_sessions!
-- As above.
DELETE FROM sessions WHERE session = ANY(:keys::uuid[]);

-- name: keep_check_ins!
-- As above.
INSERT INTO check_ins SELECT * FROM jsonb_populate_recordset(NULL::check_ins, :rows::jsonb);

-- name: forget_check_ins!
-- As above.
DELETE FROM check_ins WHERE mentorship = ANY(:keys::uuid[]);

-- name: keep_inbox_items!
-- As above.
INSERT INTO inbox_items SELECT * FROM jsonb_populate_recordset(NULL::inbox_items, :rows::jsonb);

-- name: forget_inbox_items!
-- As above.
DELETE FROM inbox_items WHERE item = ANY(:keys::uuid[]);

-- name: keep_import!
-- Events, not states: a later one adds to what an earlier one said.
INSERT INTO imports (import_id, version, state, told_at, rows, rejected, counts, reason)
VALUES (:import_id, :version, :state, :told_at, :rows, :rejected, :counts::jsonb, :reason)
ON CONFLICT (import_id) DO UPDATE SET
    version = EXCLUDED.version,
    state = EXCLUDED.state,
    told_at = EXCLUDED.told_at,
    rows = coalesce(EXCLUDED.rows, imports.rows),
    rejected = coalesce(EXCLUDED.rejected, imports.rejected),
    counts = EXCLUDED.counts,
    reason = EXCLUDED.reason
WHERE imports.version < EXCLUDED.version;

-- name: tell!
-- The lock is held to the end of the transaction, so that ids become visible in their order and no reader skips one.
WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(7201))
INSERT INTO changes (audience, part, at)
SELECT audience, part, :at::timestamptz
FROM turn, unnest(:audiences::text[], :parts::text[]) AS told (audience, part);

-- name: pairs_of
-- Whose pages show these people: the other halves of their proposals and mentorships.
SELECT mentor, mentee FROM proposals WHERE mentor = ANY(:people::uuid[]) AND state = 'open'
UNION
SELECT mentor, mentee FROM proposals WHERE mentee = ANY(:people::uuid[]) AND state = 'open'
UNION
SELECT mentor, mentee FROM mentorships WHERE mentor = ANY(:people::uuid[])
UNION
SELECT mentor, mentee FROM mentorships WHERE mentee = ANY(:people::uuid[]);

-- name: pairs_in
-- Who is in these mentorships.
SELECT mentor, mentee FROM mentorships WHERE mentorship = ANY(:mentorships::uuid[]);

-- name: forget_changes!
-- A page that was away for longer is told to look at everything again.
DELETE FROM changes WHERE at < :before;
