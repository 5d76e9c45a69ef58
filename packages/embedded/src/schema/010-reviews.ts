/** Texts that a person reads, with what a list shows of them. */
export const reviews = `
CREATE TABLE reviews (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  organisation_id TEXT NOT NULL, recall_id TEXT, status TEXT NOT NULL, opened_at TEXT NOT NULL, summary TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_of_organisation ON reviews (organisation_id, opened_at, id);
CREATE INDEX reviews_open ON reviews (organisation_id) WHERE status = 'open';
CREATE INDEX reviews_of_recall ON reviews (recall_id) WHERE recall_id IS NOT NULL;
`
