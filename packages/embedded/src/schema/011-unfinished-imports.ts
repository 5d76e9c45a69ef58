/** As SQLite must find it in a statement, word for word, to use the index. */
export const isUnfinished = `(document ->> '$.status' = 'staging' OR document ->> '$.keptUntil' IS NOT NULL)`

/** Imports whose rows may have to be thrown away: a handful among years of them. */
export const unfinishedImports = `
CREATE INDEX imports_unfinished ON imports (started_at) WHERE ${isUnfinished};
`
