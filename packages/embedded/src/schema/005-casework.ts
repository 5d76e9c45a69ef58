/** Cases with who may read them, letters with what the sender sorts by, and values about people. */
export const casework = `
CREATE TABLE cases (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  recall_id TEXT NOT NULL, facility_id TEXT NOT NULL, opened_at TEXT NOT NULL, next_due_at TEXT
) STRICT;
CREATE INDEX cases_of_recall ON cases (recall_id, opened_at, id);
CREATE INDEX cases_of_facility ON cases (facility_id, opened_at, id);
CREATE INDEX cases_by_age ON cases (opened_at, id);
CREATE INDEX cases_due ON cases (next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE TABLE case_readers (
  organisation_id TEXT NOT NULL, case_id TEXT NOT NULL,
  PRIMARY KEY (organisation_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX readers_of_case ON case_readers (case_id);

CREATE TABLE letters (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  organisation_id TEXT NOT NULL, case_id TEXT NOT NULL, state TEXT NOT NULL, sending_rank INTEGER NOT NULL,
  queued_at TEXT NOT NULL, not_before TEXT, lease_until TEXT, handle_hash TEXT
) STRICT;
CREATE INDEX letters_to_send ON letters (state, sending_rank, queued_at, id);
CREATE INDEX letters_of_case ON letters (case_id, queued_at, id);
CREATE INDEX letters_by_handle ON letters (handle_hash) WHERE handle_hash IS NOT NULL;

CREATE TABLE personal_records (
  reference TEXT PRIMARY KEY, record TEXT
) STRICT;
`
