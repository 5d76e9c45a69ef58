import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** How many events have reached the log: what a process has done, seen from outside and after its death. */
export function countEvents(folder: string): number {
  const database = new DatabaseSync(join(folder, 'recallwire.db'), { readOnly: true, timeout: 5_000 })
  try {
    return Number(database.prepare('SELECT count(*) AS events FROM log_records').get()?.events)
  } finally {
    database.close()
  }
}
