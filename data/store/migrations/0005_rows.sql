-- Lists of words and of mentions are rows with a number, found by an index. In a
-- table without numbers SQLite reads a neighbour's whole list, of up to hundreds
-- of kilobytes, for each comparison on the way to a row.
CREATE TABLE words_2 (
  id     INTEGER PRIMARY KEY,
  chunk  INTEGER NOT NULL, -- articles.number / 4096
  word   TEXT    NOT NULL,
  docs   BLOB    NOT NULL,
  places BLOB,
  UNIQUE (chunk, word)
);
INSERT INTO words_2 (chunk, word, docs, places) SELECT chunk, word, docs, places FROM words ORDER BY chunk, word;
DROP TABLE words;
ALTER TABLE words_2 RENAME TO words;

CREATE TABLE posts_2 (
  id     INTEGER PRIMARY KEY,
  chunk  INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  docs   BLOB    NOT NULL,
  UNIQUE (chunk, entity)
);
INSERT INTO posts_2 (chunk, entity, docs) SELECT chunk, entity, docs FROM posts ORDER BY chunk, entity;
DROP TABLE posts;
ALTER TABLE posts_2 RENAME TO posts;
