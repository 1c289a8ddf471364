-- When whoever is silent about a proposal is reminded of it.
SET LOCAL lock_timeout = '5s';

ALTER TABLE proposals ADD COLUMN nudge_at timestamptz;
CREATE INDEX proposals_nudge ON proposals (nudge_at) WHERE state = 'open' AND nudge_at IS NOT NULL;
