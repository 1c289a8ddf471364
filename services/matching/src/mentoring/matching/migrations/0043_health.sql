-- How mentorships are doing: what scheduling tells of them, and when each is judged next.
SET LOCAL lock_timeout = '5s';

ALTER TABLE mentorships DROP COLUMN judge_at, ADD COLUMN risk integer NOT NULL DEFAULT 0;
CREATE INDEX mentorships_risk ON mentorships (program, risk DESC, id) WHERE state = 'active' AND risk > 0;

CREATE TABLE meetings (
    session uuid PRIMARY KEY,
    mentorship uuid NOT NULL,
    state text NOT NULL,
    starts timestamptz NOT NULL,
    ends timestamptz NOT NULL
);
CREATE INDEX meetings_mentorship ON meetings (mentorship, starts);

CREATE TABLE check_ins (
    mentorship uuid PRIMARY KEY,
    asked jsonb NOT NULL
);

-- Apart from the mentorships, so that nobody who tells of sessions waits for anybody who acts on the pair.
CREATE TABLE judgements (
    mentorship uuid PRIMARY KEY,
    due_at timestamptz NOT NULL
);
CREATE INDEX judgements_due ON judgements (due_at);
INSERT INTO judgements (mentorship, due_at) SELECT id, started_at FROM mentorships WHERE state IN ('active', 'paused');
