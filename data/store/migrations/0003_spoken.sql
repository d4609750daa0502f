-- The language that a text was found to be in, for articles that don't say.
ALTER TABLE articles ADD COLUMN spoken TEXT NOT NULL DEFAULT '';
