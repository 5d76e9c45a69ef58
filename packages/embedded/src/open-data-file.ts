import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findRecallError, RecallError } from '@recallwire/runtime/recall-error.ts'
import { type Database, openDatabase, type Reads } from './database.ts'
import { ensureFolder } from './ensure-folder.ts'
import { integerOf, textOf } from './row.ts'
import { migrations } from './schema/migrations.ts'

/** "RCWL": SQLite keeps it in the file's header, so that another program's database is told from ours. */
const applicationId = 0x5243574c

/** How long a write waits while another process writes. */
const busyTimeoutMs = 5_000

/**
 * Opens the data file, checked and on the newest schema; creates it where there is none. `:memory:` is a file that ends
 * with its close. Throws RecallError: `storage-damaged` (damaged, or not ours), `storage-too-new`,
 * `data-folder-unwritable`, `storage-unavailable`.
 */
export async function openDataFile(file: string): Promise<Database> {
  if (file !== ':memory:') ensureFolder(dirname(file))
  const db = openWritable(file)
  try {
    refuseForeign(db, file)
    refuseNewer(db, file)
    refuseDamaged(db, file)
    await setDurable(db)
    await migrate(db, file)
    return db
  } catch (error) {
    db.close()
    throw asFaultOfOpening(error, file)
  }
}

function openWritable(file: string): Database {
  try {
    return openDatabase(file, busyTimeoutMs)
  } catch (error) {
    throw asFaultOfOpening(error, file)
  }
}

function refuseForeign(db: Reads, file: string): void {
  const found = numberOf(db, 'application_id')
  const tables = integerOf(db.get('SELECT count(*) AS tables FROM sqlite_schema') ?? {}, 'tables')
  if (found === applicationId || (found === 0 && tables === 0)) return
  throw new RecallError(
    'storage-damaged',
    `${file} is a database of another program and was left alone: name another file.`,
  )
}

function refuseNewer(db: Reads, file: string): void {
  const schema = numberOf(db, 'user_version')
  if (schema <= migrations.length) return
  throw new RecallError(
    'storage-too-new',
    `${file} was written by a newer Recallwire (schema ${schema}, this one knows ${migrations.length}): start the newer one.`,
  )
}

function refuseDamaged(db: Reads, file: string): void {
  const verdict = textOf(db.get('PRAGMA quick_check(1)') ?? {}, 'quick_check')
  if (verdict === 'ok') return
  throw new RecallError(
    'storage-damaged',
    `${file} is damaged (${verdict}): nothing was changed; restore it from a backup.`,
  )
}

/**
 * WAL lets readers go on while one process writes. FULL makes a commit wait for the disk, so that it survives a loss of
 * power and not only a crash. Deleted values are overwritten, because erasing a person's data must mean it. 64 MiB of pages are
 * kept at hand, and what was committed goes from the WAL to its places every 16 MiB: an import writes to the same pages often.
 */
async function setDurable(db: Database): Promise<void> {
  await patiently(() => db.exec('PRAGMA journal_mode = WAL'))
  db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
  db.exec('PRAGMA cache_size = -65536; PRAGMA cache_spill = ON; PRAGMA wal_autocheckpoint = 4000')
}

/**
 * One transaction: processes that open a new file together take turns, and the second finds nothing left to do. It also
 * shows at once that a file cannot be written.
 */
function migrate(db: Database, file: string): Promise<void> {
  return db.write((tx) => {
    refuseNewer(tx, file)
    const done = numberOf(tx, 'user_version')
    if (done === migrations.length) return
    for (const migration of migrations.slice(done)) db.exec(migration)
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`)
  })
}

/** The switch to WAL does not wait for another process that makes it at the same moment, so the wait is here. */
async function patiently(work: () => void): Promise<void> {
  const stepMs = 20
  for (let waitedMs = 0; ; waitedMs += stepMs) {
    try {
      return work()
    } catch (error) {
      if (findRecallError(error)?.retry !== 'later' || waitedMs >= busyTimeoutMs) throw error
      await delay(stepMs)
    }
  }
}

const numberOf = (db: Reads, pragma: string): number => integerOf(db.get(`PRAGMA ${pragma}`) ?? {}, pragma)

/** Codes of https://sqlite.org/rescode.html as they come from the extended ones: cannot open, and read-only. */
const unwritable = [14, 8]

function asFaultOfOpening(error: unknown, file: string): unknown {
  const fault = findRecallError(error)
  const cause = fault?.cause
  if (!fault || !(cause instanceof Error) || !('errcode' in cause)) return error
  if (typeof cause.errcode === 'number' && unwritable.includes(cause.errcode & 0xff)) {
    return new RecallError(
      'data-folder-unwritable',
      `${file} cannot be opened for writing: choose a folder that this user may write.`,
      { cause: error },
    )
  }
  return new RecallError(fault.code, `${file}: ${fault.message}`, { cause: error })
}
