/** Scopes with the version that moves at every write, verdicts, and scans. */
export const matching = `
CREATE TABLE scopes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL
) STRICT;
CREATE TABLE scope_writes (
  number INTEGER PRIMARY KEY AUTOINCREMENT, recall_id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE matches (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  organisation_id TEXT NOT NULL, recall_id TEXT NOT NULL, custody_id TEXT NOT NULL
) STRICT;
CREATE INDEX matches_of_recall ON matches (recall_id, id);
CREATE INDEX matches_of_custody ON matches (custody_id, id);
CREATE TABLE match_jobs (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  status TEXT NOT NULL, opened_at TEXT NOT NULL
) STRICT;
CREATE INDEX match_jobs_open ON match_jobs (opened_at, id) WHERE status = 'open';
`
