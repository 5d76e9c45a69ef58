/** Which process works on a request, so that a retry need not wait for one that was killed. */
export const idempotencyHolders = `
ALTER TABLE idempotency_records ADD COLUMN process TEXT;
`
