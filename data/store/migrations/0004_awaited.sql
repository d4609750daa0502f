-- Articles that another reader's program knows as read, and that aren't here:
-- the mark is given to them when they come. They are kept apart from the marks,
-- which are loaded at every start.
CREATE TABLE awaited (article TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
