-- Pairs of one circle, or of one mentor's group, share a group.
ALTER TABLE draft_pairs ADD COLUMN "group" uuid;
