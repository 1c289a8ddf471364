-- Reading for pages. Names are found through the search path; people and programs are looked up apart, since either
-- may arrive after what speaks of it.

-- name: people_by_id
-- For the names around anything.
SELECT person, name, job_title, department, zone, locale, status FROM people WHERE person = ANY(:ids::uuid[]);

-- name: program_names
-- For the names around anything.
SELECT program, name FROM programs WHERE program = ANY(:ids::uuid[]);

-- name: offers_of
-- What may ask for an answer, the most urgent first.
SELECT p.*, m.mentorship FROM proposals p LEFT JOIN mentorships m USING (proposal)
WHERE (p.mentor = :person OR p.mentee = :person) AND p.state = 'open'
ORDER BY p.open_until, p.proposal LIMIT 100;

-- name: offer^
-- One proposal and what it became.
SELECT p.*, m.mentorship FROM proposals p LEFT JOIN mentorships m USING (proposal) WHERE p.proposal = :proposal;

-- name: offers
-- For the inbox.
SELECT p.*, m.mentorship FROM proposals p LEFT JOIN mentorships m USING (proposal)
WHERE p.proposal = ANY(:ids::uuid[]);

-- name: mentorships_of
-- Running ones first, each with its next session.
SELECT m.*, (
    SELECT min(s.starts) FROM sessions s
    WHERE s.mentorship = m.mentorship AND s.state = 'booked' AND s.ends > :now
) AS next_session
FROM mentorships m WHERE m.mentor = :person OR m.mentee = :person
ORDER BY m.state IN ('active', 'paused') DESC, m.started_at DESC LIMIT 100;

-- name: mentorships
-- With the next session of each.
SELECT m.*, (
    SELECT min(s.starts) FROM sessions s
    WHERE s.mentorship = m.mentorship AND s.state = 'booked' AND s.ends > :now
) AS next_session
FROM mentorships m WHERE m.mentorship = ANY(:ids::uuid[]);

-- name: introductions_of
-- What the person has a part in, the newest first.
SELECT * FROM introductions WHERE introduced = :person
UNION
SELECT * FROM introductions WHERE "to" = :person
UNION
SELECT i.* FROM introductions i JOIN mentorships m USING (mentorship)
WHERE i.by = :person AND (m.mentor = :person OR m.mentee = :person)
ORDER BY asked_at DESC LIMIT 100;

-- name: introductions
-- One or several.
SELECT * FROM introductions WHERE introduction = ANY(:ids::uuid[]);

-- name: sessions_of
-- What is ahead.
SELECT * FROM sessions
WHERE (mentor = :person OR mentee = :person) AND state = 'booked' AND ends > :since
ORDER BY starts LIMIT 20;

-- name: sessions_in
-- All of one mentorship.
SELECT * FROM sessions WHERE mentorship = :mentorship ORDER BY starts, session LIMIT 500;

-- name: sessions
-- For the inbox, and one alone.
SELECT * FROM sessions WHERE session = ANY(:ids::uuid[]);

-- name: check_ins_of
-- What running mentorships still need a time for.
SELECT m.mentorship, m.mentor, m.mentee, one.number, one.due_on, one.state, one.session
FROM mentorships m
JOIN check_ins c USING (mentorship),
jsonb_to_recordset(c.check_ins) AS one (number integer, due_on date, state text, session uuid)
WHERE (m.mentor = :person OR m.mentee = :person) AND m.state = 'active' AND one.state = 'unbooked'
ORDER BY one.due_on, one.number LIMIT 50;

-- name: check_ins_in
-- All of one mentorship; the pair is unknown while the mentorship has not arrived.
SELECT c.mentorship, m.mentor, m.mentee, one.number, one.due_on, one.state, one.session
FROM check_ins c
LEFT JOIN mentorships m USING (mentorship),
jsonb_to_recordset(c.check_ins) AS one (number integer, due_on date, state text, session uuid)
WHERE c.mentorship = :mentorship
ORDER BY one.number;

-- name: inbox_of
-- The newest first.
SELECT item, category, subject, added_at, read_at FROM inbox_items
WHERE person = :person AND (:before::timestamptz IS NULL OR added_at < :before)
ORDER BY added_at DESC, item DESC LIMIT :limit;

-- name: participant_of^
-- What a person says about themselves.
SELECT * FROM participants WHERE person = :person;

-- name: skills_named
-- What a form suggests; looked at over a sample, so that a large company costs no more than a small one.
SELECT one.name FROM (SELECT skills_offered FROM participants LIMIT 2000) p,
jsonb_to_recordset(p.skills_offered) AS one (name text)
GROUP BY one.name ORDER BY count(*) DESC, one.name LIMIT :limit;

-- name: people_called
-- By employee id or address, whichever was written.
SELECT asked.reference, p.person, p.name, p.job_title, p.department, p.zone, p.locale, p.status
FROM unnest(:references::text[]) AS asked (reference)
JOIN LATERAL (
    SELECT * FROM people WHERE employee_id = asked.reference
    UNION
    SELECT * FROM people WHERE lower(email) = lower(asked.reference)
) p ON TRUE;

-- name: headcount
-- The company in numbers.
SELECT status, count(*) AS people FROM people GROUP BY status;

-- name: imports_lately
-- The newest first.
SELECT * FROM imports ORDER BY told_at DESC, import_id LIMIT :limit;

-- name: import_by_id^
-- One import.
SELECT * FROM imports WHERE import_id = :import_id;

-- name: headlines_of
-- What people say of themselves in one line.
SELECT person, headline FROM participants WHERE person = ANY(:people::uuid[]) AND headline <> '';

-- name: places_of
-- Where a person takes part, open programs first.
SELECT e.enrollment, e.program, p.name, p.kind, p.mode, p.state AS program_state, e.place, e.capacity, e.state, e.top
FROM enrollments e JOIN programs p USING (program)
WHERE e.person = :person AND e.state <> 'withdrawn'
ORDER BY p.state = 'open' DESC, p.starts DESC, p.name LIMIT 100;

-- name: joinable_by
-- Open programs that people join by themselves, where the person has no place yet.
SELECT program, name, kind, mode, objectives FROM programs p
WHERE state = 'open' AND mode <> 'cohort' AND ends >= :today::date
    AND NOT EXISTS (
        SELECT FROM enrollments e WHERE e.program = p.program AND e.person = :person AND e.state <> 'withdrawn'
    )
ORDER BY starts DESC, name LIMIT 50;

-- name: programs_of
-- Those that a person manages; all, where no person is given.
SELECT * FROM programs WHERE (:manager::uuid IS NULL OR managers @> ARRAY[:manager::uuid])
ORDER BY state = 'closed', starts DESC, name LIMIT 200;

-- name: program_by_id^
-- One program.
SELECT * FROM programs WHERE program = :program;

-- name: places_in
-- Who is enrolled, in numbers.
SELECT place, count(*) AS people, sum(capacity) AS capacity FROM enrollments
WHERE program = :program AND state <> 'withdrawn' GROUP BY place;

-- name: progress_of^
-- People, not pairs, and of the enrolled alone: no step can be larger than the one before.
WITH enrolled AS (
    SELECT DISTINCT person FROM enrollments WHERE program = :program AND state <> 'withdrawn'
), paired AS (
    SELECT mentorship, mentor, mentee FROM mentorships WHERE program = :program
), proposed AS (
    SELECT mentor AS person FROM proposals WHERE program = :program
    UNION SELECT mentee FROM proposals WHERE program = :program
    UNION SELECT mentor FROM paired
    UNION SELECT mentee FROM paired
), accepted AS (
    SELECT mentor AS person FROM paired UNION SELECT mentee FROM paired
), met AS (
    SELECT mentor AS person FROM paired p
    WHERE EXISTS (SELECT FROM sessions s WHERE s.mentorship = p.mentorship AND s.state IN ('booked', 'held'))
    UNION
    SELECT mentee FROM paired p
    WHERE EXISTS (SELECT FROM sessions s WHERE s.mentorship = p.mentorship AND s.state IN ('booked', 'held'))
)
SELECT
    (SELECT count(*) FROM enrolled) AS enrolled,
    (SELECT count(*) FROM enrolled JOIN proposed USING (person)) AS proposed,
    (SELECT count(*) FROM enrolled JOIN accepted USING (person)) AS accepted,
    (SELECT count(*) FROM enrolled JOIN met USING (person)) AS met;

-- name: rooms_of
-- How much room these mentors have, and how soon they answer.
SELECT * FROM mentors WHERE person = ANY(:people::uuid[]);

-- name: runs_of
-- The newest first.
SELECT * FROM runs WHERE program = :program ORDER BY started_at DESC LIMIT 20;

-- name: run_by_id^
-- One match run.
SELECT * FROM runs WHERE run = :run;
