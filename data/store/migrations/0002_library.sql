-- Articles. A number is given once, in the order of arrival, and never again:
-- text search and mentions know articles by it. An article whose words change
-- gets another row with another number, and the row before stays as its
-- earlier text.
CREATE TABLE articles (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  id         TEXT    NOT NULL,
  state      INTEGER NOT NULL DEFAULT 0, -- 0 current, 1 an earlier text, 2 removed
  feed       INTEGER NOT NULL DEFAULT 0, -- feeds.number of the one that gave it first, or 0
  published  INTEGER,                    -- Unix milliseconds, null where undated
  zone       INTEGER NOT NULL DEFAULT 0, -- of published: minutes east of Greenwich
  stored     INTEGER NOT NULL,           -- Unix seconds
  words      INTEGER NOT NULL DEFAULT 0,
  letters    INTEGER NOT NULL DEFAULT 0, -- set of the title's letters, see data/search
  has        INTEGER NOT NULL DEFAULT 0, -- 1 links, 2 pictures, 4 its whole text was fetched
  indexed    INTEGER NOT NULL DEFAULT 0, -- whether its words are in the table words
  recognised INTEGER NOT NULL DEFAULT 0, -- recognisers.number, or 0
  address    INTEGER NOT NULL DEFAULT 0, -- hash of the canonical address, or 0
  language   TEXT    NOT NULL DEFAULT '',
  title      TEXT    NOT NULL,
  source     TEXT    NOT NULL DEFAULT '',
  after      TEXT    NOT NULL DEFAULT '',
  authors    TEXT    NOT NULL DEFAULT '', -- a line each
  url        TEXT    NOT NULL DEFAULT '',
  origin     TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX articles_by_date ON articles (published DESC) WHERE state = 0;
CREATE INDEX articles_by_address ON articles (address) WHERE address <> 0 AND state = 0;
CREATE INDEX articles_earlier ON articles (id, number) WHERE state = 1;

-- What there is to read, apart from the rows that lists are made of.
CREATE TABLE contents (
  article INTEGER PRIMARY KEY,
  given   BLOB, -- what a feed gave (see entry.go), null where that was a whole article
  made    BLOB  -- text, blocks and links (see content.go), null until they are made
);

-- What an article was given as: the identity by which a feed's item is known
-- again. Where two feeds give one article, both identities lead to it. An
-- article that was removed leaves its identity behind, so that the feed that
-- still lists it doesn't bring it back.
CREATE TABLE entries (
  id      TEXT    NOT NULL PRIMARY KEY,
  feed    INTEGER NOT NULL, -- feeds.number, or 0
  article INTEGER NOT NULL, -- articles.number, 0 once removed
  words   INTEGER NOT NULL, -- hash of title and text as given
  rest    INTEGER NOT NULL  -- hash of all else
) WITHOUT ROWID;

-- The feeds that gave an article beside its first.
CREATE TABLE also (
  article INTEGER NOT NULL,
  feed    INTEGER NOT NULL,
  entry   TEXT    NOT NULL,
  PRIMARY KEY (article, feed)
) WITHOUT ROWID;

-- Subscriptions. One that the reader removed stays until the library is
-- compacted, so that taking that back is exact.
CREATE TABLE feeds (
  number    INTEGER PRIMARY KEY,
  id        TEXT    NOT NULL UNIQUE,
  removed   INTEGER NOT NULL DEFAULT 0,
  address   TEXT    NOT NULL,
  title     TEXT    NOT NULL DEFAULT '',
  given     TEXT    NOT NULL DEFAULT '',
  site      TEXT    NOT NULL DEFAULT '',
  folder    TEXT    NOT NULL DEFAULT '',
  place     INTEGER NOT NULL DEFAULT 0,
  paused    INTEGER NOT NULL DEFAULT 0,
  whole     INTEGER NOT NULL DEFAULT 0, -- articles are fetched whole
  every     INTEGER NOT NULL DEFAULT 0, -- seconds
  keep_days INTEGER NOT NULL DEFAULT 0,
  keep_most INTEGER NOT NULL DEFAULT 0,
  health    TEXT    NOT NULL DEFAULT '{}', -- JSON
  validity  TEXT    NOT NULL DEFAULT '{}'  -- JSON
);

-- Where words stand: for 4,096 articles at a time, a word's articles and its
-- places in them (see data/posting).
CREATE TABLE words (
  chunk  INTEGER NOT NULL, -- articles.number / 4096
  word   TEXT    NOT NULL,
  docs   BLOB    NOT NULL,
  places BLOB,
  PRIMARY KEY (chunk, word)
) WITHOUT ROWID;

-- Every word that any text has.
CREATE TABLE vocabulary (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- The versions of recognisers that found what is in mentions, each with that of
-- the reader's corrections which are laid over it.
CREATE TABLE recognisers (
  number  INTEGER PRIMARY KEY,
  version TEXT NOT NULL,
  rules   TEXT NOT NULL
);

-- What is marked in an article, with the corrections of the reader in it.
CREATE TABLE mentions (
  article INTEGER PRIMARY KEY,
  found   BLOB NOT NULL, -- see codec.go
  who     BLOB NOT NULL, -- entities.number of each entity of found, 4 bytes each
  bare    BLOB           -- what the recogniser found, where corrections made it another
);

-- Whom the recogniser found where corrections made it another: folded names and
-- joins, so that a correction that is taken back finds its articles.
CREATE TABLE corrected (
  name    TEXT    NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (name, article)
) WITHOUT ROWID;

-- Which articles mention an entity: 4,096 articles at a time (see data/posting).
CREATE TABLE posts (
  chunk  INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  docs   BLOB    NOT NULL,
  PRIMARY KEY (chunk, entity)
) WITHOUT ROWID;

-- The same the other way round: which entities 64 articles mention.
CREATE TABLE named (
  block INTEGER PRIMARY KEY, -- articles.number / 64
  found BLOB NOT NULL
);

-- Entities get a number, and what is shown of them.
CREATE TABLE entities_2 (
  number      INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL UNIQUE,
  kind        INTEGER NOT NULL, -- 0 person, 1 place, 2 organisation
  joined      TEXT    NOT NULL, -- the name that joins over articles, or empty
  article     TEXT    NOT NULL, -- where joined is empty
  name        TEXT    NOT NULL, -- where joined is empty
  named       INTEGER NOT NULL DEFAULT 0, -- how often articles name it, softly too; 0 for who isn't there any more
  mentions    INTEGER NOT NULL DEFAULT 0, -- in all articles, softer ones left out
  articles    INTEGER NOT NULL DEFAULT 0, -- that have such mentions
  last        INTEGER,                    -- Unix milliseconds of the newest of them that is dated
  about       TEXT    NOT NULL DEFAULT '', -- what else is told of it, JSON
  UNIQUE (kind, joined, article, name)
);
INSERT INTO entities_2 (id, kind, joined, article, name)
  SELECT id, CASE kind WHEN 'person' THEN 0 WHEN 'place' THEN 1 ELSE 2 END, joined, article, name FROM entities;
DROP TABLE entities;
ALTER TABLE entities_2 RENAME TO entities;
CREATE INDEX entities_by_mentions ON entities (mentions DESC) WHERE mentions > 0;

-- The names that an entity goes by, as they are written.
CREATE TABLE forms (
  entity INTEGER NOT NULL,
  text   TEXT    NOT NULL,
  folded TEXT    NOT NULL,
  used   INTEGER NOT NULL, -- articles that give it
  named  INTEGER NOT NULL, -- articles that give it as the name
  count  INTEGER NOT NULL, -- mentions with just these letters
  PRIMARY KEY (entity, text)
) WITHOUT ROWID;

-- The words of those names, with what tells whether an entity is wanted and, for
-- one that stays within its article, which that is.
CREATE TABLE callings (
  word   TEXT    NOT NULL,
  entity INTEGER NOT NULL,
  kind   INTEGER NOT NULL,
  alone  INTEGER NOT NULL, -- articles.number of the only one, 0 where it joins over articles
  PRIMARY KEY (word, entity)
) WITHOUT ROWID;

-- Another program that has the library open sees what was marked since.
CREATE INDEX marks_by_change ON marks (changed);
