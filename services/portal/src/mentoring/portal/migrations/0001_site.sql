-- What the site itself keeps. It is no part of the read model and outlives a rebuild.
SET LOCAL lock_timeout = '5s';

-- A browser that is signed in. Tokens stay here; the cookie holds a random id, of which this has the hash.
CREATE TABLE sign_ins (
    id_hash       bytea PRIMARY KEY,
    subject       text NOT NULL,
    person_value  text,                 -- the claim that says which person this is (an employee id or an address)
    roles         text[] NOT NULL,
    access_token  text NOT NULL,
    refresh_token text,
    id_token      text,                 -- the issuer asks for it when the person signs out
    fresh_until   timestamptz NOT NULL, -- when the access token ends
    ends_at       timestamptz NOT NULL  -- when the sign-in ends, whatever the tokens say
);
CREATE INDEX sign_ins_by_end ON sign_ins (ends_at);

-- Ids of what live pages are told; they keep rising when the read model is swapped for a rebuilt one.
CREATE SEQUENCE changes_id;

-- The read model is found after what the site keeps; a rebuild puts its shadow in front.
ALTER ROLE CURRENT_USER SET search_path = public, model;
