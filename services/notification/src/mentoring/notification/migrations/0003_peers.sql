-- Of two peers neither is the mentor; the words say so.
SET LOCAL lock_timeout = '5s';

ALTER TABLE pairs ADD COLUMN peers boolean NOT NULL DEFAULT FALSE;
