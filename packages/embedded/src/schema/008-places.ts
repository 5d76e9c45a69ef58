/** The custody beside each key of a holding, so that a recall finds its units without reading their documents. */
export const places = `
ALTER TABLE holding_keys ADD COLUMN custody_id TEXT NOT NULL DEFAULT '';
UPDATE holding_keys SET custody_id = (SELECT custody_id FROM holdings WHERE id = holding_id);
`
