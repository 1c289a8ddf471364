-- A mentorship may be paused: nothing is booked, and what it was asked for waits.
SET LOCAL lock_timeout = '5s';

ALTER TABLE mentorships
    DROP CONSTRAINT mentorships_state_check,
    ADD CONSTRAINT mentorships_state_check CHECK (state IN ('active', 'paused', 'ended')),
    ADD COLUMN paused_on date;
