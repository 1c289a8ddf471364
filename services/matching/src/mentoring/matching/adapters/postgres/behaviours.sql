-- name: keep_meetings!
-- One statement for a whole batch of snapshots.
INSERT INTO meetings (session, mentorship, state, starts, ends)
SELECT session, mentorship, state, starts, ends FROM jsonb_populate_recordset(NULL::meetings, :rows::jsonb)
ON CONFLICT (session) DO UPDATE SET state = excluded.state, starts = excluded.starts, ends = excluded.ends;

-- name: forget_meetings!
-- Gone at the source, gone here.
DELETE FROM meetings WHERE session = ANY(:ids::uuid[]);

-- name: keep_check_ins!
-- One statement for a whole batch of snapshots.
INSERT INTO check_ins (mentorship, asked)
SELECT mentorship, asked FROM jsonb_populate_recordset(NULL::check_ins, :rows::jsonb)
ON CONFLICT (mentorship) DO UPDATE SET asked = excluded.asked;

-- name: forget_check_ins!
-- Gone at the source, gone here.
DELETE FROM check_ins WHERE mentorship = ANY(:ids::uuid[]);

-- name: judge_at!
-- The sooner of what was set and this; sorted, so that two batches never wait for each other.
INSERT INTO judgements (mentorship, due_at)
SELECT id, :at::timestamptz FROM unnest(:ids::uuid[]) AS r (id) ORDER BY id
ON CONFLICT (mentorship) DO UPDATE SET due_at = least(judgements.due_at, excluded.due_at);

-- name: judgements_due
-- A small number at a time; without a lock, because the mentorships are held first.
SELECT mentorship FROM judgements WHERE due_at <= :at ORDER BY due_at, mentorship LIMIT :most;

-- name: hold_judgements
-- Whoever tells of these pairs waits until they are judged, and then asks for the next judgement.
SELECT mentorship FROM judgements WHERE mentorship = ANY(:ids::uuid[]) ORDER BY mentorship FOR UPDATE;

-- name: judged!
-- The next look, or none where the mentorship is over.
WITH over AS (DELETE FROM judgements WHERE mentorship = ANY(:over::uuid[]))
UPDATE judgements SET due_at = :next WHERE mentorship = ANY(:running::uuid[]);

-- name: seen
-- All pairs in one look. A booked session whose time is over counts as a meeting until it is said to have been missed.
SELECT
    m.id AS mentorship, met.last_met, met.met_before, coalesce(met.ahead, FALSE) AS ahead,
    coalesce(met.missed, 0) AS missed, coalesce(asked.overdue, 0) AS overdue
FROM mentorships AS m
CROSS JOIN LATERAL (SELECT coalesce(m.resumed_at, m.started_at) AS at) AS since
LEFT JOIN LATERAL (
    SELECT
        (array_agg(g.starts ORDER BY g.starts DESC) FILTER (WHERE g.took_place))[1] AS last_met,
        (array_agg(g.starts ORDER BY g.starts DESC) FILTER (WHERE g.took_place))[2] AS met_before,
        bool_or(g.state = 'booked' AND g.ends > :at) AS ahead,
        count(*) FILTER (WHERE g.state = 'missed' AND g.starts > :missed_since AND g.starts > since.at) AS missed
    FROM (
        SELECT s.*, s.state = 'held' OR (s.state = 'booked' AND s.ends <= :at) AS took_place
        FROM meetings AS s
        WHERE s.mentorship = m.id
    ) AS g
) AS met ON TRUE
LEFT JOIN LATERAL (
    SELECT count(*) AS overdue
    FROM check_ins AS c, jsonb_to_recordset(c.asked) AS a (due_on date, state text)
    WHERE c.mentorship = m.id AND a.state IN ('planned', 'unbooked', 'overdue')
        AND a.due_on < :today AND a.due_on > since.at::date
) AS asked ON TRUE
WHERE m.id = ANY(:ids::uuid[]);

-- name: at_risk_after
-- A page of a program's pairs that are not well, worst first.
SELECT * FROM mentorships
WHERE program = :program AND state = 'active' AND risk > 0
    AND (:after_id::uuid IS NULL OR (-risk, id) > (-:after_risk::integer, :after_id))
ORDER BY risk DESC, id
LIMIT :most;

-- name: health_counts
-- How all that run are doing.
SELECT CASE WHEN state = 'paused' THEN 'paused' ELSE coalesce(level, 'unjudged') END AS level, count(*) AS mentorships
FROM mentorships
WHERE program = :program AND state IN ('active', 'paused')
GROUP BY 1;
