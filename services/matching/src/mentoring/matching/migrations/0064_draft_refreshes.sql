-- A draft that is brought up to date is told in its log of edits: such an entry is about no two people.
SET LOCAL lock_timeout = '5s';

ALTER TABLE run_edits
    ALTER COLUMN mentor DROP NOT NULL,
    ALTER COLUMN mentee DROP NOT NULL,
    ADD COLUMN move_penalty integer NOT NULL DEFAULT 0 CHECK (move_penalty >= 0),
    DROP CONSTRAINT run_edits_edit_check,
    ADD CONSTRAINT run_edits_edit_check CHECK (
        edit IN ('pin', 'unpin', 'exclude', 'unexclude', 'swap')
        AND mentor IS NOT NULL AND mentee IS NOT NULL
        OR edit = 'refresh' AND mentor IS NULL AND mentee IS NULL
    );
