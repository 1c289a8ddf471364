-- name: add_bookmark!
-- Once per owner and person.
INSERT INTO bookmarks (owner, person, added_at) VALUES (:owner, :person, :at) ON CONFLICT DO NOTHING;

-- name: remove_bookmark$
-- Answers nothing where there was none.
DELETE FROM bookmarks WHERE owner = :owner AND person = :person RETURNING person;

-- name: count_bookmarks$
-- One owner's.
SELECT count(*) FROM bookmarks WHERE owner = :owner;

-- name: bookmarks_of
-- The newest first.
SELECT person, added_at FROM bookmarks WHERE owner = :owner ORDER BY added_at DESC, person;

-- name: forget_bookmarks!
-- Of people and by people who are gone.
DELETE FROM bookmarks WHERE owner = ANY(:ids::uuid[]) OR person = ANY(:ids::uuid[]);
