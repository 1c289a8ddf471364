-- What a place of a mentor is worth to a draft: with its pairs they prove at any time that no other draft is better.
SET LOCAL lock_timeout = '5s';

CREATE TABLE draft_prices (
    run uuid NOT NULL REFERENCES runs,
    enrollment uuid NOT NULL,
    price integer NOT NULL CHECK (price > 0),
    PRIMARY KEY (run, enrollment)
);
