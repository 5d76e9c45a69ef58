/**
 * Verdicts and cases in the order of facilities, since when a verdict stands (for those that were there before: from now), and
 * what people were told of letters that are overdue.
 */
export const gaps = `
ALTER TABLE matches ADD COLUMN facility_id TEXT NOT NULL DEFAULT '';
UPDATE matches SET facility_id = document ->> '$.facilityId',
  document = json_set(document, '$.judgedAt', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
CREATE INDEX matches_by_facility ON matches (recall_id, facility_id, id);
CREATE INDEX cases_by_facility ON cases (recall_id, facility_id);
CREATE INDEX letters_by_age ON letters (queued_at) WHERE state IN ('pending', 'sending', 'unknown');

CREATE TABLE alarms (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  recall_id TEXT NOT NULL, facility_id TEXT NOT NULL, raised_at TEXT NOT NULL, open INTEGER NOT NULL
) STRICT;
CREATE INDEX alarms_open ON alarms (recall_id, facility_id) WHERE open = 1;
`
