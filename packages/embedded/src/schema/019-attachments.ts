/** Files that letters carry, by whose they are and the hash of their bytes. */
export const attachments = `
CREATE TABLE attachments (
  organisation_id TEXT NOT NULL, sha256 TEXT NOT NULL, uploaded_at TEXT NOT NULL,
  record TEXT NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (organisation_id, sha256)
) STRICT;
CREATE INDEX attachments_by_time ON attachments (organisation_id, uploaded_at);
`
