-- name: mark_mentors!
-- Rows are only added, so nobody waits for anybody; whoever never was a mentor is not told of.
INSERT INTO mentor_marks (person)
SELECT person FROM unnest(:ids::uuid[]) AS r (person)
WHERE EXISTS (SELECT FROM enrollments AS e WHERE e.person = r.person AND e.place = 'mentor');

-- name: take_marks
-- The oldest marks, and whoever's pause is over; what another copy holds is passed over.
WITH oldest AS (
    SELECT id FROM mentor_marks ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
),
taken AS (
    DELETE FROM mentor_marks WHERE id IN (SELECT id FROM oldest) RETURNING person
)
SELECT DISTINCT person FROM (
    SELECT person FROM taken
    UNION ALL
    SELECT person FROM mentors WHERE look_again_at <= :at
) AS due
ORDER BY person
LIMIT :most;

-- name: begin_mentors!
-- So that there is a row to hold.
INSERT INTO mentors (person) SELECT unnest(:ids::uuid[]) ON CONFLICT DO NOTHING;

-- name: hold_mentors
-- One copy of the clock at a time tells of a mentor.
SELECT person FROM mentors WHERE person = ANY(:ids::uuid[]) ORDER BY person FOR NO KEY UPDATE;

-- name: mentors_of
-- Counts are counted, never kept: a number that is kept can be wrong.
SELECT
    p.person, coalesce(places.places, 0) AS places,
    (
        SELECT count(*) FROM mentorships AS m WHERE m.mentor = p.person AND m.state IN ('active', 'paused')
    ) AS taken,
    (
        SELECT count(*) FROM proposals AS o
        WHERE o.mentor = p.person AND o.state = 'open' AND NOT o.peers AND NOT p.person = ANY(o.accepted_by)
    ) AS open_requests,
    coalesce(s.silences, 0) AS silences,
    coalesce(waits.waits, '[]') AS waits
FROM unnest(:ids::uuid[]) AS p (person)
LEFT JOIN mentors AS s ON s.person = p.person
LEFT JOIN LATERAL (
    SELECT sum(e.capacity) FILTER (WHERE g.state = 'open' AND e.state <> 'withdrawn') AS places, count(*) AS ever
    FROM enrollments AS e
    JOIN programs AS g ON g.id = e.program
    WHERE e.person = p.person AND e.place = 'mentor'
) AS places ON TRUE
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('hours', w.hours, 'answered', w.answered) ORDER BY w.at DESC) AS waits
    FROM (
        SELECT hours, answered, at FROM answer_times WHERE mentor = p.person ORDER BY at DESC LIMIT :newest
    ) AS w
) AS waits ON TRUE
WHERE places.ever > 0;

-- name: told_of_mentors
-- What was told last.
SELECT person, told FROM mentors WHERE person = ANY(:ids::uuid[]) AND told IS NOT NULL;

-- name: keep_told_of_mentors!
-- What is told now; a mentor of whom nothing is new keeps what was told.
UPDATE mentors AS m SET told = coalesce(r.told, m.told), look_again_at = r.look_again_at
FROM jsonb_to_recordset(:rows::jsonb) AS r (person uuid, told jsonb, look_again_at timestamptz)
WHERE m.person = r.person;

-- name: note_answer_times!
-- The first one counts: a later withdrawal does not lengthen an answer.
INSERT INTO answer_times (proposal, mentor, hours, answered, at)
SELECT proposal, mentor, hours, answered, :at
FROM jsonb_to_recordset(:rows::jsonb) AS r (proposal uuid, mentor uuid, hours double precision, answered boolean)
ON CONFLICT DO NOTHING;

-- name: newest_answer_times
-- Of all mentors.
SELECT hours, answered FROM answer_times ORDER BY at DESC LIMIT :most;

-- name: answer_habit^
-- One row, or none yet.
SELECT centre, spread FROM answer_habit;

-- name: keep_answer_habit!
-- How mentors here answer.
INSERT INTO answer_habit (centre, spread) VALUES (:centre, :spread)
ON CONFLICT (one) DO UPDATE SET centre = excluded.centre, spread = excluded.spread;

-- name: note_silences!
-- One more in a row, unless it says the same as the last.
INSERT INTO mentors (person, silences, silent_at)
SELECT person, 1, :at::timestamptz FROM unnest(:ids::uuid[]) AS r (person) ORDER BY person
ON CONFLICT (person) DO UPDATE SET silences = mentors.silences + 1, silent_at = excluded.silent_at
WHERE mentors.silent_at IS NULL OR mentors.silent_at <= :since;

-- name: break_silence!
-- Whoever answers is not silent.
UPDATE mentors SET silences = 0, silent_at = NULL WHERE person = :person AND silences > 0;

-- name: silent_mentor$
-- Not locked: whoever acts on it holds the places first, and looks again.
SELECT m.person FROM mentors AS m
JOIN people AS p ON p.id = m.person
WHERE m.silences >= :silences AND m.silences > 0 AND p.frozen_at IS NULL
ORDER BY m.person
LIMIT 1;

-- name: hold_silences$
-- In a row.
SELECT silences FROM mentors WHERE person = :person FOR NO KEY UPDATE;

-- name: forget_mentors
-- What they did, and that it was told.
WITH answered AS (DELETE FROM answer_times WHERE mentor = ANY(:ids::uuid[])),
marked AS (DELETE FROM mentor_marks WHERE person = ANY(:ids::uuid[]))
DELETE FROM mentors WHERE person = ANY(:ids::uuid[]) RETURNING person, told IS NOT NULL AS told;

-- name: add_wishes!
-- Once per proposal that ended.
INSERT INTO wishes (proposal, program, mentee, mentee_enrollment, origin, step)
SELECT proposal, program, mentee, mentee_enrollment, origin, step
FROM jsonb_to_recordset(:rows::jsonb) AS r (
    proposal uuid, program uuid, mentee uuid, mentee_enrollment uuid, origin text, step integer
)
ON CONFLICT DO NOTHING;

-- name: claim_wishes
-- The oldest of one program; what another copy works on is passed over.
WITH oldest AS (
    SELECT program FROM wishes WHERE claimed_until IS NULL OR claimed_until <= :at ORDER BY proposal LIMIT 1
),
due AS (
    SELECT proposal FROM wishes
    WHERE program = (SELECT program FROM oldest) AND (claimed_until IS NULL OR claimed_until <= :at)
    ORDER BY proposal
    LIMIT :most
    FOR UPDATE SKIP LOCKED
)
UPDATE wishes AS w SET claimed_until = :until
FROM due
WHERE w.proposal = due.proposal
RETURNING w.proposal, w.program, w.mentee, w.mentee_enrollment, w.origin, w.step;

-- name: take_wish$
-- Answers nothing where somebody else was sooner.
DELETE FROM wishes WHERE proposal = :proposal RETURNING proposal;
