/** Scopes keep the links of their DIs, verdicts and scans the number of their reading; the jobs that read them again. */
export const linking = `
UPDATE scopes SET document = json_set(document, '$.links', json('[]'), '$.linking', 0);
UPDATE matches SET document = json_set(document, '$.linking', 0);
UPDATE match_jobs SET document = json_set(document, '$.linking', 0);
CREATE TABLE relink_jobs (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  status TEXT NOT NULL, opened_at TEXT NOT NULL
) STRICT;
CREATE INDEX relink_jobs_open ON relink_jobs (opened_at, id) WHERE status = 'open';
`
