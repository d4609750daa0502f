-- What a reader has done to an article, whether it is open or not.
CREATE TABLE marks (
  article TEXT    NOT NULL PRIMARY KEY,
  read    INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  top     INTEGER NOT NULL DEFAULT 0, -- byte offset at the top of the screen
  changed INTEGER NOT NULL            -- Unix seconds
) WITHOUT ROWID;

-- The reader's own changes, oldest first. Rows are added and pruned at the old
-- end; only their state moves: 0 stands, 1 taken back, 2 taken back for good.
CREATE TABLE changes (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  change  TEXT    NOT NULL, -- JSON
  inverse TEXT    NOT NULL, -- JSON
  state   INTEGER NOT NULL DEFAULT 0,
  made    INTEGER NOT NULL  -- Unix seconds
);
CREATE INDEX changes_by_state ON changes (state, id);

-- Single values, as JSON by name: the session.
CREATE TABLE kept (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What a recogniser found, by the SHA-256 of the text and of how it is cut
-- into blocks. One row a text: a newer recogniser's findings replace an older's.
CREATE TABLE recognitions (
  text    BLOB NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  found   BLOB NOT NULL -- see codec.go
) WITHOUT ROWID;

-- The identities that entities were given, once and for good.
CREATE TABLE entities (
  id      TEXT    NOT NULL PRIMARY KEY,
  kind    TEXT    NOT NULL, -- person, place, organisation
  joined  TEXT    NOT NULL, -- the name that joins over articles, or empty
  article TEXT    NOT NULL, -- where joined is empty
  name    TEXT    NOT NULL, -- where joined is empty
  UNIQUE (kind, joined, article, name)
) WITHOUT ROWID;
