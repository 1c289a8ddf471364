-- When somebody who waits was last looked at, in programs that suggest the best for each.
SET LOCAL lock_timeout = '5s';

ALTER TABLE enrollments ADD COLUMN suggested_at timestamptz;
CREATE INDEX enrollments_to_suggest ON enrollments (program, suggested_at) WHERE place = 'mentee' AND state = 'waiting';
