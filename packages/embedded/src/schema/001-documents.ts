/**
 * One table per kind of document: the JSON as it is, its version, and beside it the columns by which it is found. They
 * are computed from the document in the write that stores it, and are never read as facts.
 */
export const documents = `
CREATE TABLE applied_causes (
  kind TEXT NOT NULL, id TEXT NOT NULL, cause_id TEXT NOT NULL,
  PRIMARY KEY (kind, id, cause_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  firm_organisation_id TEXT NOT NULL, published INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_of_firm ON notices (firm_organisation_id, id);

CREATE TABLE organisations (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL
) STRICT;
CREATE TABLE facilities (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, organisation_id TEXT NOT NULL
) STRICT;
CREATE INDEX facilities_of_organisation ON facilities (organisation_id, id);
CREATE TABLE contacts (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, facility_id TEXT NOT NULL
) STRICT;
CREATE INDEX contacts_of_facility ON contacts (facility_id, id);
CREATE TABLE consignees (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, firm_organisation_id TEXT NOT NULL
) STRICT;
CREATE INDEX consignees_of_firm ON consignees (firm_organisation_id, id);
CREATE TABLE people (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, organisation_id TEXT NOT NULL
) STRICT;
CREATE INDEX people_of_organisation ON people (organisation_id, id);
CREATE TABLE credentials (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  organisation_id TEXT NOT NULL, secret_hash TEXT NOT NULL
) STRICT;
CREATE INDEX credentials_of_organisation ON credentials (organisation_id, id);
CREATE INDEX credentials_by_secret ON credentials (secret_hash);
`
