-- People ask people, and keep a list of those whom they have in mind.
SET LOCAL lock_timeout = '5s';

-- Whoever is asked is asked for reasons of the asker's own: no criterion need speak for the pair.
ALTER TABLE proposals
    DROP CONSTRAINT proposals_points_check,
    ADD CONSTRAINT proposals_points_check CHECK (points BETWEEN 0 AND 100 AND (points > 0 OR origin = 'request'));
CREATE INDEX proposals_asked ON proposals (asked_by, program) WHERE state = 'open' AND asked_by IS NOT NULL;
CREATE INDEX enrollments_of_people ON enrollments (program, person) WHERE state <> 'withdrawn';

-- Private to the owner: on no topic, gone with either of the two.
CREATE TABLE bookmarks (
    owner uuid NOT NULL,
    person uuid NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (owner, person),
    CHECK (owner <> person)
);
CREATE INDEX bookmarks_person ON bookmarks (person);
