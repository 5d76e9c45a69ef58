/**
 * The public device catalogue: records by key, and the DIs they list (`links` is 0 for a DI that cannot be right). The
 * version is a row of its own, because a maximum over millions of rows would be read with every look.
 */
export const catalogue = `
CREATE TABLE catalogue_imports (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL
) STRICT;
CREATE TABLE catalogue_records (
  id INTEGER PRIMARY KEY, record_key TEXT NOT NULL UNIQUE, document TEXT NOT NULL
) STRICT;
CREATE TABLE catalogue_identifiers (
  di TEXT NOT NULL, record_id INTEGER NOT NULL, links INTEGER NOT NULL,
  PRIMARY KEY (di, record_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE catalogue_version (number INTEGER NOT NULL) STRICT;
INSERT INTO catalogue_version VALUES (0);
`
