-- name: add_proposals!
-- All that are made at once, in one statement.
INSERT INTO proposals (
    id, program, run, mentor, mentee, mentor_enrollment, mentee_enrollment, made_at, open_until, points, reasons,
    origin, asked_by, answers, peers, "group", step, nudge_at, accepted_by, declined_by, state, reason
)
SELECT
    id, program, run, mentor, mentee, mentor_enrollment, mentee_enrollment, made_at, open_until, points, reasons,
    origin, asked_by, answers, peers, "group", step, nudge_at, accepted_by, declined_by, state, reason
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    id uuid, program uuid, run uuid, mentor uuid, mentee uuid, mentor_enrollment uuid, mentee_enrollment uuid,
    made_at timestamptz, open_until timestamptz, points integer, reasons jsonb, origin text, asked_by uuid,
    answers text, peers boolean, "group" uuid, step integer, nudge_at timestamptz, accepted_by uuid[], declined_by uuid, state text,
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
    accepted_by = r.accepted_by, declined_by = r.declined_by, state = r.state, reason = r.reason,
    nudge_at = r.nudge_at
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    id uuid, nudge_at timestamptz, accepted_by uuid[], declined_by uuid, state text, reason text
)
WHERE p.id = r.id;

-- name: hold_expired_proposals
-- A small number at a time; what another copy of the clock or somebody's answer holds is passed over.
SELECT * FROM proposals
WHERE state = 'open' AND open_until <= :at
ORDER BY open_until
LIMIT :most
FOR NO KEY UPDATE SKIP LOCKED;

-- name: hold_proposals_to_nudge
-- A small number at a time; what another copy of the clock or somebody's answer holds is passed over.
SELECT * FROM proposals
WHERE state = 'open' AND nudge_at <= :at
ORDER BY nudge_at
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

-- name: mentors_offered
-- Nobody is passed on to the same mentor twice, whatever became of it.
SELECT mentee_enrollment AS place, array_agg(DISTINCT mentor) AS mentors
FROM proposals
WHERE mentee_enrollment = ANY(:ids::uuid[])
GROUP BY mentee_enrollment;

-- name: bars
-- What stands between two people of a program. What was withdrawn or ran out does not: nobody said no.
WITH between AS (
    SELECT mentor, mentee, CASE state WHEN 'open' THEN 'proposed' ELSE 'declined' END AS bar
    FROM proposals
    WHERE program = :program AND state IN ('open', 'declined')
    UNION ALL
    SELECT
        mentor, mentee,
        CASE WHEN state IN ('active', 'paused') THEN 'together' WHEN program = :program THEN 'paired'
        ELSE 'paired-elsewhere' END
    FROM mentorships
    WHERE mentor IN (SELECT person FROM enrollments WHERE program = :program)
)
SELECT DISTINCT ON (mentor, mentee) mentor, mentee, bar
FROM between
ORDER BY mentor, mentee, array_position(
    ARRAY['proposed', 'together', 'declined', 'paired', 'paired-elsewhere'], bar
);

-- name: bars_of
-- The same for a few pairs; of two peers either of them may have been the mentor.
WITH asked AS (
    SELECT mentor, mentee FROM unnest(:mentors::uuid[], :mentees::uuid[]) AS r (mentor, mentee)
),
either AS (
    SELECT mentor, mentee, mentor AS first, mentee AS second FROM asked
    UNION ALL
    SELECT mentor, mentee, mentee, mentor
    FROM asked
    WHERE (SELECT kind FROM programs WHERE id = :program) = 'peer'
),
between AS (
    SELECT e.mentor, e.mentee, CASE p.state WHEN 'open' THEN 'proposed' ELSE 'declined' END AS bar
    FROM either AS e
    JOIN proposals AS p
        ON p.program = :program AND p.mentor = e.first AND p.mentee = e.second AND p.state IN ('open', 'declined')
    UNION ALL
    SELECT
        e.mentor, e.mentee,
        CASE WHEN m.state IN ('active', 'paused') THEN 'together' WHEN m.program = :program THEN 'paired'
        ELSE 'paired-elsewhere' END
    FROM either AS e
    JOIN mentorships AS m ON m.mentor = e.first AND m.mentee = e.second
)
SELECT DISTINCT ON (mentor, mentee) mentor, mentee, bar
FROM between
ORDER BY mentor, mentee, array_position(
    ARRAY['proposed', 'together', 'declined', 'paired', 'paired-elsewhere'], bar
);

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
