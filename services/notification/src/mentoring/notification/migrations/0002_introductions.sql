-- An introduction is two people who may meet, as a proposal is.
SET LOCAL lock_timeout = '5s';

ALTER TABLE pairs
    DROP CONSTRAINT pairs_kind_check,
    ADD CONSTRAINT pairs_kind_check CHECK (kind IN ('proposal', 'mentorship', 'introduction'));
