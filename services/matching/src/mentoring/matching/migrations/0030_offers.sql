-- Proposals that come of more than a match run: asked for, suggested, the next best after a no.
SET LOCAL lock_timeout = '5s';

ALTER TABLE proposals
    ALTER COLUMN run DROP NOT NULL,
    ADD COLUMN origin text NOT NULL DEFAULT 'run'
        CHECK (origin IN ('run', 'request', 'waterfall', 'rematch', 'suggestion', 'roulette')),
    ADD COLUMN asked_by uuid,
    ADD COLUMN answers text NOT NULL DEFAULT 'both' CHECK (answers IN ('both', 'mentor', 'mentee')),
    ADD COLUMN peers boolean NOT NULL DEFAULT FALSE,
    ADD COLUMN "group" uuid,
    ADD COLUMN step integer NOT NULL DEFAULT 0,
    ADD COLUMN made_at timestamptz,
    ADD CONSTRAINT proposals_run_known CHECK (origin <> 'run' OR run IS NOT NULL);
UPDATE proposals AS p SET made_at = p.open_until - g.answer_within::interval FROM programs AS g WHERE g.id = p.program;
ALTER TABLE proposals ALTER COLUMN made_at SET NOT NULL;

-- What was between two people of a program before.
CREATE INDEX proposals_pair ON proposals (program, mentor, mentee);

-- Why two were brought together without a run. It quotes what the two say about themselves, so it goes when either is
-- forgotten; the points stay.
CREATE TABLE proposal_explanations (
    proposal uuid PRIMARY KEY REFERENCES proposals,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    explanation jsonb NOT NULL
);
CREATE INDEX proposal_explanations_mentor ON proposal_explanations (mentor);
CREATE INDEX proposal_explanations_mentee ON proposal_explanations (mentee);

-- What somebody wrote when they asked somebody: for the two alone, on no topic, gone with either of them.
CREATE TABLE request_messages (
    proposal uuid PRIMARY KEY REFERENCES proposals,
    mentor uuid NOT NULL,
    mentee uuid NOT NULL,
    message text NOT NULL
);
CREATE INDEX request_messages_mentor ON request_messages (mentor);
CREATE INDEX request_messages_mentee ON request_messages (mentee);
