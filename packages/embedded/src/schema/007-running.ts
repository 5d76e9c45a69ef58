/** What keeps requests, people and workers apart: idempotency records, sessions, leases. */
export const running = `
CREATE TABLE idempotency_records (
  organisation_key TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, begun_at TEXT NOT NULL, answer TEXT,
  PRIMARY KEY (organisation_key, key)
) STRICT;
CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, person_id TEXT NOT NULL, session TEXT NOT NULL) STRICT;
CREATE INDEX sessions_of_person ON sessions (person_id);
CREATE TABLE leases (
  name TEXT PRIMARY KEY, owner TEXT NOT NULL, process TEXT NOT NULL, held_until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
