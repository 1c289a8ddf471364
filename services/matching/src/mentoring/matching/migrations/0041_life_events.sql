-- Places that come back with their people, and pairs that are looked at again when somebody moves.
SET LOCAL lock_timeout = '5s';

ALTER TABLE enrollments
    ADD COLUMN enrolled_at timestamptz,
    ADD COLUMN because text;
CREATE INDEX enrollments_of_leavers ON enrollments (person) WHERE state = 'withdrawn' AND because = 'left';
CREATE INDEX people_manager ON people (manager);
CREATE INDEX mentorships_mentor_places ON mentorships (mentor_enrollment);
CREATE INDEX mentorships_mentee_places ON mentorships (mentee_enrollment);
