-- name: add_steps!
-- Each fact once.
INSERT INTO careers (event, person, at, kind, department, site, job_level)
SELECT event, person, at, kind, department, site, job_level FROM jsonb_populate_recordset(NULL::careers, :rows::jsonb)
ON CONFLICT (event) DO NOTHING;

-- name: forget_steps!
-- They go with their person.
DELETE FROM careers WHERE person = ANY(:ids::uuid[]);

-- name: outcome_cells
-- Everybody with a place, and whoever was matched in one that they gave up.
WITH offered AS (
    SELECT mentor_enrollment AS id FROM proposals WHERE program = :program
    UNION
    SELECT mentee_enrollment FROM proposals WHERE program = :program
),
matched AS (
    SELECT mentor_enrollment AS id FROM mentorships WHERE program = :program
    UNION
    SELECT mentee_enrollment FROM mentorships WHERE program = :program
)
SELECT
    CASE e.place WHEN 'peer' THEN 'mentee' ELSE e.place END AS place, p.site, p.department, p.stage,
    count(*) AS people, count(o.id) AS proposed, count(m.id) AS matched
FROM enrollments AS e
LEFT JOIN people AS p ON p.id = e.person
LEFT JOIN offered AS o ON o.id = e.id
LEFT JOIN matched AS m ON m.id = e.id
WHERE e.program = :program AND (e.state <> 'withdrawn' OR m.id IS NOT NULL)
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4;

-- name: outcome_waits
-- From the place to the first mentorship, in whole days.
WITH began AS (
    SELECT place, min(started_at) AS at
    FROM (
        SELECT mentee_enrollment AS place, started_at FROM mentorships WHERE program = :program
        UNION ALL
        SELECT mentor_enrollment, started_at FROM mentorships WHERE program = :program AND peers
    ) AS each
    GROUP BY place
)
SELECT floor(extract(EPOCH FROM b.at - e.enrolled_at) / 86400)::integer AS days, count(*) AS people
FROM enrollments AS e
LEFT JOIN began AS b ON b.place = e.id
WHERE e.program = :program AND e.place <> 'mentor' AND e.enrolled_at IS NOT NULL
    AND (e.state <> 'withdrawn' OR b.place IS NOT NULL)
GROUP BY 1;

-- name: outcome_first_meetings
-- From the start to the first meeting, in whole days; what ended without one is not waited for.
SELECT floor(extract(EPOCH FROM met.at - m.started_at) / 86400)::integer AS days, count(*) AS mentorships
FROM mentorships AS m
LEFT JOIN LATERAL (
    SELECT min(s.starts) AS at FROM meetings AS s
    WHERE s.mentorship = m.id AND (s.state = 'held' OR (s.state = 'booked' AND s.ends <= :at))
) AS met ON TRUE
WHERE m.program = :program AND (met.at IS NOT NULL OR m.state IN ('active', 'paused'))
GROUP BY 1;

-- name: outcome_load
-- How full the mentors are.
WITH held AS (
    SELECT mentor_enrollment AS id, count(*) AS running FROM mentorships
    WHERE program = :program AND state IN ('active', 'paused')
    GROUP BY 1
)
SELECT e.capacity, coalesce(h.running, 0) AS running, count(*) AS mentors
FROM enrollments AS e
LEFT JOIN held AS h ON h.id = e.id
WHERE e.program = :program AND e.place = 'mentor' AND e.state <> 'withdrawn'
GROUP BY 1, 2;

-- name: outcome_proposals
-- What became of the offers.
SELECT state, count(*) AS proposals FROM proposals WHERE program = :program GROUP BY state;

-- name: outcome_mentorships
-- What became of the pairs.
SELECT state, reason, count(*) AS mentorships FROM mentorships WHERE program = :program GROUP BY state, reason;

-- name: outcome_check_ins^
-- Due so far, and of these with a time; what was called off with its mentorship was not due.
SELECT
    count(*) FILTER (WHERE a.state <> 'cancelled') AS asked,
    count(*) FILTER (WHERE a.state IN ('booked', 'done')) AS kept
FROM mentorships AS m
JOIN check_ins AS c ON c.mentorship = m.id, jsonb_to_recordset(c.asked) AS a (due_on date, state text)
WHERE m.program = :program AND a.due_on < :today;

-- name: outcome_satisfaction
-- Answers by their number; nobody's own.
SELECT r.satisfaction, count(*) AS answers
FROM reflections AS r
JOIN mentorships AS m ON m.id = r.mentorship
WHERE m.program = :program AND r.satisfaction IS NOT NULL
GROUP BY 1;

-- name: outcome_introductions
-- What became of them.
SELECT state, outcome, count(*) AS introductions FROM introductions WHERE program = :program GROUP BY 1, 2;

-- name: outcome_strata
-- Everybody who worked here at the landmark, as they stood then, and what became of them by now.
WITH stood AS (
    SELECT DISTINCT ON (person) person, kind, department, job_level
    FROM careers
    WHERE at <= :landmark
    ORDER BY person, at DESC, event DESC
),
came AS (
    SELECT person, min(at) AS at FROM careers WHERE at <= :landmark AND kind IN ('joined', 'rehired') GROUP BY person
),
since AS (
    SELECT
        person, (array_agg(kind ORDER BY at DESC, event DESC))[1] = 'left' AS gone, max(job_level) AS highest
    FROM careers
    WHERE at > :landmark AND at <= :at
    GROUP BY person
),
mentored AS (
    SELECT person, bool_or(program = :program) AS here
    FROM (
        SELECT mentor AS person, program FROM mentorships WHERE started_at <= :landmark
        UNION ALL
        SELECT mentee, program FROM mentorships WHERE started_at <= :landmark
    ) AS each
    GROUP BY person
)
SELECT
    t.here IS NOT NULL AS participants, s.job_level AS level, s.department,
    CASE
        WHEN c.at > :landmark - interval '365 days' THEN 'first-year'
        WHEN c.at > :landmark - interval '1095 days' THEN 'to-three-years'
        ELSE 'longer'
    END AS tenure,
    count(*) AS people,
    count(*) FILTER (WHERE NOT coalesce(l.gone, FALSE)) AS stayed,
    count(*) FILTER (WHERE l.highest > s.job_level) AS promoted
FROM stood AS s
LEFT JOIN came AS c ON c.person = s.person
LEFT JOIN since AS l ON l.person = s.person
LEFT JOIN mentored AS t ON t.person = s.person
WHERE s.kind <> 'left' AND coalesce(t.here, TRUE)
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4;
