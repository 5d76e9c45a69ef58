import type { LogRecord } from '@recallwire/ports/event-log.ts'

/** A header of the log's record of what is parked: the name under which its bytes are kept. */
export const bytesHeader = 'parked-bytes'

export type ShelvedRecord = Pick<LogRecord, 'key' | 'value' | 'headers'> & { readonly topic: string }

/**
 * Keeps the bytes of parked records beside the log, which never gives back what it was given: only so can they be erased. The log's own
 * record of it says when and why, and names them.
 */
export interface ParkedShelf {
  /**
   * Keeps a record, and answers its name. `isListed`: it was parked before, by a member that died before it could say so. A record
   * that a group parks again has the same name.
   */
  put(record: ShelvedRecord): Promise<{ readonly name: string; readonly isListed: boolean }>
  /** From here on it waits for a person, under the id of where the log names it. */
  list(name: string, parkedId: string): Promise<void>
  /** The bytes by name; none where they were erased. */
  read(names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
}
