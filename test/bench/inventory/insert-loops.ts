import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type Holding, keysOfHolding } from '@recallwire/domain/device/holding.ts'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'

/** Rows that are inserted and nothing else: no check, no log, no matching. */
export interface InsertLoop {
  readonly name: string
  /** Inserts them, so many rows to a transaction; each transaction is durable before the next begins. */
  insert(holdings: readonly Holding[]): void
  documentsOf(facilityId: string): readonly string[]
  close(): void
}

const rowsPerCommit = 500

/** The settings of the data file (open-data-file.ts), so that both promise the same after a loss of power. */
const settings = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
  PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000`

/** Into the tables of the registry with every index that they have. */
export async function createRegistryLoop(folder: string): Promise<InsertLoop> {
  const file = join(folder, 'insert-loop.db')
  await (await openEmbedded({ file, realNow: () => new Date().toISOString() })).close()
  const db = open(file)
  const holdings = db.prepare('INSERT INTO holdings VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const keys = db.prepare(
    'INSERT INTO holding_keys (product_key, facility_id, holding_id, organisation_id, custody_id) VALUES (?, ?, ?, ?, ?)',
  )
  return createLoop('insert-loop', db, (holding) => [
    [holdings, valuesOf(holding)],
    ...keysOfHolding(holding).map((key): Bound => {
      const { facilityId, holdingId, organisationId, custody } = holding
      return [keys, [key, facilityId, holdingId, organisationId, custody.custodyId]]
    }),
  ])
}

/** Into one table that knows its rows by their ids alone: no recall could find one. */
export function createOneTableLoop(folder: string): InsertLoop {
  const db = open(join(folder, 'insert-loop-one-table.db'))
  db.exec(
    'CREATE TABLE holdings (id TEXT PRIMARY KEY, facility_id TEXT NOT NULL, document TEXT NOT NULL) STRICT',
  )
  const insert = db.prepare('INSERT INTO holdings VALUES (?, ?, ?)')
  return createLoop('insert-loop-one-table', db, (holding) => [
    [insert, [holding.holdingId, holding.facilityId, JSON.stringify(holding)]],
  ])
}

type Bound = readonly [statement: StatementSync, values: readonly SQLInputValue[]]

const valuesOf = (holding: Holding): readonly SQLInputValue[] => [
  holding.holdingId,
  1,
  JSON.stringify(holding),
  holding.organisationId,
  holding.facilityId,
  holding.custody.custodyId,
  holding.unitKey,
  1,
]

function open(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec(settings)
  return db
}

function createLoop(
  name: string,
  db: DatabaseSync,
  bind: (holding: Holding) => readonly Bound[],
): InsertLoop {
  const select = db.prepare('SELECT document FROM holdings WHERE facility_id = ?')
  return {
    name,
    insert: (holdings) => {
      for (let from = 0; from < holdings.length; from += rowsPerCommit) {
        db.exec('BEGIN IMMEDIATE')
        for (const holding of holdings.slice(from, from + rowsPerCommit))
          for (const [statement, values] of bind(holding)) statement.run(...values)
        db.exec('COMMIT')
      }
    },
    documentsOf: (facilityId) => select.all(facilityId).map(({ document }) => String(document)),
    close: () => db.close(),
  }
}
