/** Ladders that firms set for their recalls. */
export const recallLadders = `
CREATE TABLE recall_ladders (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL
) STRICT;
`
