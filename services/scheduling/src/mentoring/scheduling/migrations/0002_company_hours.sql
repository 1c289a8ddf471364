-- Which assumed hours were told last, so that a changed setting reaches those who stated nothing.
CREATE TABLE company_hours (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    hours jsonb NOT NULL,
    -- The last person who was told of them; null when everybody was.
    told_up_to uuid
);
