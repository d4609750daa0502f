-- All identities of an article go over to the row that takes its place.
CREATE INDEX entries_by_article ON entries (article);
