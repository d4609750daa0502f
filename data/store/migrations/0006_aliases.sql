-- Further identities of an article, beside its own and those in the table also:
-- what was saved or fetched whole, and another guid of the same feed. They go
-- over to the row that takes its place.
CREATE TABLE aliases (
  article INTEGER NOT NULL, -- articles.number
  entry   TEXT    NOT NULL, -- entries.id
  PRIMARY KEY (article, entry)
) WITHOUT ROWID;
INSERT INTO aliases (article, entry)
  SELECT e.article, e.id FROM entries e JOIN articles a ON a.number = e.article
  WHERE a.id <> e.id AND e.id NOT IN (SELECT entry FROM also);
