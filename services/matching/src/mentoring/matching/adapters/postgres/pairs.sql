-- name: add_proposals!
-- All that are made at once, in one statement.
INSERT INTO proposals (
    id, program, run, mentor, mentee, mentor_enrollment, mentee_enrollment, made_at, open_until, points, reasons,
    origin, asked_by, answers, peers, "group", step, accepted_by, declined_by, state, reason
)
SELECT
    id, program, run, mentor, mentee, mentor_enrollment, mentee_enrollment, made_at, open_until, points, reasons,
    origin, asked_by, answers, peers, "group", step, accepted_by, declined_by, state, reason
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    id uuid, program uuid, run uuid, mentor uuid, mentee uuid, mentor_enrollment uuid, mentee_enrollment uuid,
    made_at timestamptz, open_until timestamptz, points integer, reasons jsonb, origin text, asked_by uuid,
    answers text, peers boolean, "group" uuid, step integer, accepted_by uuid[], declined_by uuid, state text,
    reason text
);

-- name: proposal^
-- One proposal.
SELECT * FROM proposals WHERE id = :id;

-- name: hold_proposal^
-- Held until the transaction ends, so that of two answers at once one is the first.
SELECT * FROM proposals WHERE id = :id FOR NO KEY UPDATE;

-- name: save_proposals!
-- What answers and time do to proposals.
UPDATE proposals AS p SET
    accepted_by = r.accepted_by, declined_by = r.declined_by, state = r.state, reason = r.reason
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    id uuid, accepted_by uuid[], declined_by uuid, state text, reason text
)
WHERE p.id = r.id;

-- name: hold_expired_proposals
-- A small number at a time; what another copy of the clock or somebody's answer holds is passed over.
SELECT * FROM proposals
WHERE state = 'open' AND open_until <= :at
ORDER BY open_until
LIMIT :most
FOR NO KEY UPDATE SKIP LOCKED;

-- name: hold_open_proposals_of_person
-- What can no longer be offered when somebody leaves.
SELECT * FROM proposals
WHERE state = 'open' AND (mentor = :person OR mentee = :person)
ORDER BY id
FOR NO KEY UPDATE;

-- name: asked_open$
-- How many of a person's requests are open.
SELECT count(*) FROM proposals WHERE program = :program AND asked_by = :by AND state = 'open';

-- name: hold_open_proposals_of_places
-- What may no longer fit when a place has filled.
SELECT * FROM proposals
WHERE state = 'open' AND (mentor_enrollment = ANY(:ids::uuid[]) OR mentee_enrollment = ANY(:ids::uuid[]))
ORDER BY id
FOR NO KEY UPDATE;

-- name: bars
-- Pairs that are not proposed again. What was withdrawn or ran out may be: nobody said no.
SELECT DISTINCT ON (mentor, mentee) mentor, mentee, state
FROM proposals
WHERE program = :program AND state IN ('open', 'agreed', 'declined')
ORDER BY mentor, mentee, array_position(ARRAY['open', 'agreed', 'declined'], state);

-- name: bars_of
-- The same for a few pairs; of two peers either of them may have been the mentor.
SELECT DISTINCT ON (r.mentor, r.mentee) r.mentor, r.mentee, p.state
FROM unnest(:mentors::uuid[], :mentees::uuid[]) AS r (mentor, mentee)
JOIN proposals AS p
    ON p.program = :program AND p.state IN ('open', 'agreed', 'declined')
    AND (
        (p.mentor = r.mentor AND p.mentee = r.mentee)
        OR (p.peers AND p.mentor = r.mentee AND p.mentee = r.mentor)
    )
ORDER BY r.mentor, r.mentee, array_position(ARRAY['open', 'agreed', 'declined'], p.state);

-- name: explain_proposals!
-- Why two were brought together without a run.
INSERT INTO proposal_explanations (proposal, mentor, mentee, explanation)
SELECT proposal, mentor, mentee, explanation
FROM jsonb_to_recordset(:rows::jsonb) AS r (proposal uuid, mentor uuid, mentee uuid, explanation jsonb);

-- name: proposal_explanation$
-- Why a pair that no run proposed was brought together.
SELECT explanation FROM proposal_explanations WHERE proposal = :proposal;

-- name: forget_proposal_explanations!
-- The points stay; what quotes somebody's own words goes.
UPDATE proposal_explanations
SET explanation = jsonb_build_object('parts', explanation -> 'parts', 'forgotten', TRUE)
WHERE mentor = ANY(:ids::uuid[]) OR mentee = ANY(:ids::uuid[]);

-- name: keep_messages!
-- What people write to those whom they ask.
INSERT INTO request_messages (proposal, mentor, mentee, message)
SELECT proposal, mentor, mentee, message
FROM jsonb_to_recordset(:rows::jsonb) AS r (proposal uuid, mentor uuid, mentee uuid, message text);

-- name: message$
-- For the two alone.
SELECT message FROM request_messages WHERE proposal = :proposal;

-- name: forget_messages!
-- With either of the two.
DELETE FROM request_messages WHERE mentor = ANY(:ids::uuid[]) OR mentee = ANY(:ids::uuid[]);
