-- name: run_edits
-- Everything that was done to a draft by hand.
SELECT * FROM run_edits WHERE run = :run ORDER BY number;

-- name: add_run_edit!
-- One more.
INSERT INTO run_edits (
    run, id, number, at, by, edit, mentor, mentee, instead, why, points, gained, lost, broken, move_penalty
)
VALUES (
    :run, :id, :number, :at, :by, :edit, :mentor, :mentee, :instead, :why, :points, :gained, :lost, :broken,
    :move_penalty
);

-- name: forget_run_edits!
-- What was written; that it was done, and what it cost, stays.
UPDATE run_edits SET why = ''
WHERE mentor = ANY(:ids::uuid[]) OR mentee = ANY(:ids::uuid[]) OR instead = ANY(:ids::uuid[]);
