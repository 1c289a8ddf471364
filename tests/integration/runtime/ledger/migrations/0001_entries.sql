-- A small book, for the doors under test.
CREATE TABLE people (person uuid PRIMARY KEY, employee_id text UNIQUE NOT NULL);
CREATE TABLE entries (entry uuid PRIMARY KEY, title text NOT NULL, by_whom text, version integer NOT NULL DEFAULT 1);
CREATE TABLE dues (due integer PRIMARY KEY, done_by text);
