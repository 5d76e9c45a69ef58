import type { Actor } from '@recallwire/domain/access/actor.ts'
import { outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { addVersions, type RecallSources, sourceIdOf } from '@recallwire/domain/sources/recall-sources.ts'
import { marksOfRecord, type SourceRecord } from '@recallwire/domain/sources/source-record.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { SourceDeps } from './source-deps.ts'

/** One document holds all versions of an event's records; the distributed back end takes no larger one. */
const mostCharacters = 12_000_000

export type StoredRecords =
  | { readonly kind: 'stored'; readonly sources: RecallSources; readonly isNew: boolean }
  | TooLarge

type TooLarge = { readonly kind: 'too-large'; readonly sourceId: string }

/** Puts records of one event beside those that are there. What was stored before changes nothing, and tells nobody. */
export async function storeRecords(
  deps: SourceDeps,
  actor: Actor,
  records: readonly SourceRecord[],
): Promise<StoredRecords> {
  const { sources } = deps.backEnd
  const { organisationId } = actor
  const sourceId = await findSourceId(deps, organisationId, records)
  let stored: Stored<RecallSources> | undefined
  const read = async () => {
    stored = await sources.get(sourceId)
    return stored
  }
  const decided = await decideAndSave<RecallSources, TooLarge>(
    { read, save: (change) => sources.save(change) },
    { id: sourceId },
    (current) => {
      const at = deps.clock.now()
      const versions = records.map((record) => ({ record, importedAt: at }))
      const grown = addVersions(current, { sourceId, organisationId, versions, at })
      if (grown === undefined) return { kind: 'nothing' }
      if (JSON.stringify(grown.next).length > mostCharacters)
        return { kind: 'refused', refusal: { kind: 'too-large', sourceId } }
      const recorded = grown.added.map(({ record: { source, recallNumber, hash } }) => ({
        source,
        recallNumber,
        hash,
      }))
      const event = outgoing(organisationId, {
        id: eventIdOf('/ingestion', `${sourceId}@${(stored?.version ?? 0) + 1}`, 0),
        source: '/ingestion',
        type: 'recallwire.source-recorded.v1',
        subject: sourceId,
        at,
        actor,
        data: {
          sourceId,
          organisationId,
          ...(current?.recallId === undefined ? {} : { recallId: current.recallId }),
          records: recorded,
        },
      })
      return { kind: 'save', next: grown.next, events: [event] }
    },
  )
  if (decided.kind === 'refused') return decided.refusal
  if (decided.document === undefined) throw new Error(`source ${sourceId} was saved and is not there`)
  return { kind: 'stored', sources: decided.document, isNew: decided.kind === 'saved' }
}

/** Where records with the same event or recall number lie already; else the id that the records derive. */
async function findSourceId(
  deps: SourceDeps,
  organisationId: string,
  records: readonly SourceRecord[],
): Promise<string> {
  const derived = sourceIdOf(organisationId, records)
  const marks = [...new Set(records.flatMap(marksOfRecord))]
  const known = await deps.backEnd.sources.byMarks(organisationId, marks)
  const ids = known.map(({ document }) => document.sourceId)
  return ids.includes(derived) ? derived : (ids[0] ?? derived)
}
