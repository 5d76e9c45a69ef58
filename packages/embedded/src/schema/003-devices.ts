/** Imports with their staged rows, and the registry with its index by product key (live holdings alone). */
export const devices = `
CREATE TABLE imports (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  organisation_id TEXT NOT NULL, started_at TEXT NOT NULL
) STRICT;
CREATE INDEX imports_of_organisation ON imports (organisation_id, started_at);
CREATE TABLE import_rows (
  import_id TEXT NOT NULL, row INTEGER NOT NULL, observation TEXT NOT NULL,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id TEXT NOT NULL UNIQUE, waiting INTEGER NOT NULL, stored_at TEXT NOT NULL
) STRICT;

CREATE TABLE holdings (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  organisation_id TEXT NOT NULL, facility_id TEXT NOT NULL, custody_id TEXT NOT NULL, unit_key TEXT NOT NULL,
  live INTEGER NOT NULL
) STRICT;
CREATE INDEX holdings_of_facility ON holdings (facility_id, id) WHERE live = 1;
CREATE INDEX holdings_by_custody ON holdings (custody_id);
CREATE INDEX holdings_by_unit ON holdings (unit_key, id);
CREATE TABLE holding_keys (
  product_key TEXT NOT NULL, facility_id TEXT NOT NULL, holding_id TEXT NOT NULL, organisation_id TEXT NOT NULL,
  PRIMARY KEY (product_key, facility_id, holding_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_of_holding ON holding_keys (holding_id);
`
