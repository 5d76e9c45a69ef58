import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import type { EventData } from '@recallwire/domain/events/event-catalogue.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { AggregateStore } from '@recallwire/ports/aggregate-store.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'

type Changed = EventData<'recallwire.directory-changed.v1'>

export type RecordChange<Document> = {
  readonly subject: Changed['subject']
  readonly subjectId: string
  /** Whose record it is. */
  readonly organisationId: string
  readonly actor: Actor
  /** What the change of a record that is there is called; a new one is always "added". */
  readonly change?: Exclude<Changed['change'], 'added'>
  /** The record to store. Runs again when someone else wrote in between, and must not do anything but build. */
  readonly build: (current: Document | undefined, at: string) => Document
}

export type SavedRecord<Document> = {
  readonly kind: 'added' | 'changed' | 'unchanged'
  readonly record: Document
}

export type RecordDeps = {
  readonly backEnd: { readonly personal: BackEnd['personal'] }
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
}

/** More rounds of "someone else was faster" on one record of a directory are a bug, not traffic. */
const maxRounds = 20

/**
 * Stores one record of the directory and tells it to the ledger without a name in it. Storing what is there already
 * changes nothing and tells nothing, so that a retry is harmless.
 */
export async function saveRecord<Document>(
  deps: RecordDeps,
  store: AggregateStore<Document>,
  change: RecordChange<Document>,
): Promise<SavedRecord<Document>> {
  for (let round = 0; round < maxRounds; round += 1) {
    const stored = await store.get(change.subjectId)
    const at = deps.clock.now()
    const record = change.build(stored?.document, at)
    const text = canonicalJson(record)
    if (stored !== undefined && canonicalJson(stored.document) === text) return { kind: 'unchanged', record }
    const kind = stored === undefined ? 'added' : 'changed'
    const expectedVersion = stored?.version ?? 0
    const commitment = await commit(deps, change.organisationId, text)
    const told = kind === 'added' ? kind : (change.change ?? 'changed')
    const events = [eventOf(change, { at, version: expectedVersion + 1, change: told, commitment })]
    const saved = await store.save({ id: change.subjectId, expectedVersion, next: record, events })
    if (saved.kind === 'saved') return { kind, record }
  }
  throw new Error(`record ${change.subjectId} changed under ${maxRounds} attempts to write it`)
}

/** Hides the record in a hash that only its salt can open. The salt is kept first, under the commitment itself. */
async function commit(deps: RecordDeps, organisationId: string, text: string): Promise<string> {
  const salt = Buffer.from(deps.random(16)).toString('hex')
  const commitment = sha256Hex(salt + text)
  await deps.backEnd.personal.put(`directory/${commitment}`, {
    organisationId,
    salt,
    value: { record: text },
  })
  return commitment
}

function eventOf<Document>(
  change: RecordChange<Document>,
  told: Pick<Changed, 'change' | 'commitment'> & { readonly at: string; readonly version: number },
): OutgoingEvent {
  const { subject, subjectId, organisationId, actor } = change
  return outgoing(organisationId, {
    id: eventIdOf('/ingestion', `${subjectId}@${told.version}`, 0),
    source: '/ingestion',
    type: 'recallwire.directory-changed.v1',
    subject: subjectId,
    at: told.at,
    actor,
    data: { subject, subjectId, organisationId, change: told.change, commitment: told.commitment },
  })
}
