/** What is known of contacts' addresses. */
export const contactStandings = `
CREATE TABLE contact_standings (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, facility_id TEXT NOT NULL
) STRICT;
CREATE INDEX contact_standings_of_facility ON contact_standings (facility_id, id);
`
