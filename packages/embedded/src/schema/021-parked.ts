/**
 * What became of each parked record, those included that were parked before there was this table: topic, partition and offset
 * are taken out of the position (log/log-table.ts).
 */
export const parked = `
CREATE TABLE parked_records (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, parked_at TEXT NOT NULL,
  state TEXT NOT NULL, settled_at TEXT, settled_by TEXT
) STRICT;
CREATE INDEX parked_records_by_state ON parked_records (state, parked_at, id);
INSERT INTO parked_records (id, position, parked_at, state)
  SELECT substr(name, 1, length(name) - 7) || '.' || ((position >> 36) & 255) || '.' || (position & 68719476735),
    position, coalesce(headers ->> '$."parked-at"', '1970-01-01T00:00:00.000Z'), 'waiting'
  FROM log_topics CROSS JOIN log_records ON position >= id << 44 AND position < (id + 1) << 44
  WHERE name LIKE '%.parked';

CREATE TABLE bulk_redrives (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, open INTEGER NOT NULL
) STRICT;
CREATE INDEX bulk_redrives_open ON bulk_redrives (id) WHERE open = 1;
`
