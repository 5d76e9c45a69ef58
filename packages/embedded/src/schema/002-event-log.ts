/**
 * The log and its outbox. A record's \`position\` holds topic, partition and offset in one number (log/log-position.ts), so
 * that a partition is one run of the table and publishing is one insertion. A group's position is fenced: every take-over
 * raises \`fence\`, and a write that names an older one changes nothing.
 */
export const eventLog = `
CREATE TABLE log_topics (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, partitions INTEGER NOT NULL
) STRICT;
CREATE TABLE log_records (
  position INTEGER PRIMARY KEY, key TEXT NOT NULL, value BLOB NOT NULL, headers TEXT NOT NULL
) STRICT;
CREATE TABLE log_members (
  group_name TEXT NOT NULL, topic TEXT NOT NULL, member TEXT NOT NULL, alive_until TEXT NOT NULL,
  PRIMARY KEY (group_name, topic, member)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_group_positions (
  group_name TEXT NOT NULL, topic TEXT NOT NULL, partition INTEGER NOT NULL,
  next_offset INTEGER NOT NULL, owner TEXT, fence INTEGER NOT NULL,
  PRIMARY KEY (group_name, topic, partition)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, stored_at TEXT NOT NULL
) STRICT;
`
