/** Regulators' records as firms imported them, and the numbers by which records of one recall find each other. */
export const sources = `
CREATE TABLE recall_sources (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  organisation_id TEXT NOT NULL, recall_id TEXT, changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX sources_of_organisation ON recall_sources (organisation_id, changed_at, id);
CREATE INDEX sources_of_recall ON recall_sources (recall_id, id) WHERE recall_id IS NOT NULL;
CREATE TABLE source_marks (
  organisation_id TEXT NOT NULL, mark TEXT NOT NULL, source_id TEXT NOT NULL,
  PRIMARY KEY (organisation_id, mark, source_id)
) STRICT, WITHOUT ROWID;
`
