/** How organisations' own CSV files are read. */
export const inventoryMappings = `
CREATE TABLE inventory_mappings (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL,
  organisation_id TEXT NOT NULL, name TEXT NOT NULL
) STRICT;
CREATE INDEX inventory_mappings_of_organisation ON inventory_mappings (organisation_id, name);
`
