/** The ledger. The triggers refuse what the port never does, so that no slip of this program can either. */
export const ledger = `
CREATE TABLE ledger_rows (
  seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, recall_id TEXT, recall_seq INTEGER,
  line TEXT NOT NULL, leaf_hash TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX ledger_rows_of_recall ON ledger_rows (recall_id, recall_seq) WHERE recall_id IS NOT NULL;
CREATE TRIGGER ledger_rows_are_final BEFORE UPDATE ON ledger_rows
BEGIN SELECT RAISE(ABORT, 'a ledger row is never changed'); END;
CREATE TRIGGER ledger_rows_stay BEFORE DELETE ON ledger_rows
BEGIN SELECT RAISE(ABORT, 'a ledger row is never removed'); END;
CREATE TABLE ledger_recall_heads (recall_id TEXT PRIMARY KEY, recall_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
CREATE TABLE ledger_checkpoints (
  id INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, note TEXT NOT NULL UNIQUE, summary TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
`
