import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { z } from 'zod'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { type SourceVersion, sourceVersionSchema } from './join-sources.ts'
import { recordKeyOf, type SourceRecord } from './source-record.ts'

/**
 * The records one organisation imported about one recall, every version of each, and the recall they were attached to. A
 * source: it is shown and proposes; it publishes nothing, opens no case and sends no letter.
 */
export const recallSourcesSchema = z.strictObject({
  sourceId: idSchema,
  organisationId: idSchema,
  versions: z.array(sourceVersionSchema).min(1),
  recallId: idSchema.optional(),
  firstImportedAt: instantSchema,
  changedAt: instantSchema,
})
export type RecallSources = z.infer<typeof recallSourcesSchema>

/** By the event, or where the records know none by the lowest recall number. */
export function sourceIdOf(organisationId: string, records: readonly SourceRecord[]): string {
  const eventId = records.flatMap((record) => record.eventId ?? []).toSorted()[0]
  const lowest = records.map(({ recallNumber }) => recallNumber).toSorted()[0] ?? ''
  return derivedId('source', [organisationId, eventId === undefined ? lowest : `event ${eventId}`])
}

/** Adds what is new beside what is there; a text that was read before is no version. Undefined: nothing was new. */
export function addVersions(
  current: RecallSources | undefined,
  incoming: {
    readonly sourceId: string
    readonly organisationId: string
    readonly versions: readonly SourceVersion[]
    readonly at: string
  },
): { readonly next: RecallSources; readonly added: readonly SourceVersion[] } | undefined {
  const { sourceId, organisationId, at } = incoming
  const known = new Set((current?.versions ?? []).map(versionKey))
  const added = incoming.versions.filter((version) => {
    const key = versionKey(version)
    return !known.has(key) && known.add(key)
  })
  if (added.length === 0) return undefined
  const base = current ?? { sourceId, organisationId, firstImportedAt: at, versions: [] }
  return { next: { ...base, versions: [...base.versions, ...added], changedAt: at }, added }
}

const versionKey = ({ record }: SourceVersion): string => `${recordKeyOf(record)} ${record.hash}`
