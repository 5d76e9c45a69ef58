import type { Actor } from '@recallwire/domain/access/actor.ts'
import { bulkIdOf } from '@recallwire/domain/ids.ts'
import {
  type BulkDecision,
  type BulkRedrive,
  decideBulk,
  personOf,
} from '@recallwire/domain/parked/bulk-redrive.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { ParkedDeps } from './parked-deps.ts'
import { redriveOne } from './settle-parked.ts'

type Refused = Extract<BulkDecision, { kind: 'refused' }>

/** One person asks for several records to be handed on. The same request is the same proposal. */
export async function proposeBulk(
  deps: ParkedDeps,
  request: { readonly parkedIds: readonly string[]; readonly requestId: string; readonly actor: Actor },
): Promise<BulkRedrive> {
  const { parkedIds, requestId, actor } = request
  const proposed: BulkRedrive = {
    bulkId: bulkIdOf(actor.organisationId, requestId),
    parkedIds: [...parkedIds],
    status: 'proposed',
    proposedBy: personOf(actor),
    proposedAt: deps.realNow(),
  }
  const { bulks } = deps.backEnd.parked
  await bulks.save({ id: proposed.bulkId, expectedVersion: 0, next: proposed, events: [] })
  return (await bulks.get(proposed.bulkId))?.document ?? proposed
}

/** A second person decides; once confirmed, the records are handed on. */
export async function decideOnBulk(
  deps: ParkedDeps & { readonly logger: Logger },
  bulkId: string,
  outcome: 'confirmed' | 'declined',
  actor: Actor,
): Promise<{ readonly kind: 'decided'; readonly bulk: BulkRedrive } | Refused | { readonly kind: 'absent' }> {
  const { bulks } = deps.backEnd.parked
  const decided = await decideAndSave<BulkRedrive, Refused | { readonly kind: 'absent' }>(
    { read: () => bulks.get(bulkId), save: (change) => bulks.save(change) },
    { id: bulkId },
    (current) => {
      if (current === undefined) return { kind: 'refused', refusal: { kind: 'absent' } }
      const decision = decideBulk(current, outcome, actor, deps.realNow())
      if (decision.kind === 'refused') return { kind: 'refused', refusal: decision }
      return { kind: 'save', next: decision.next, events: [] }
    },
  )
  if (decided.kind === 'refused') return decided.refusal
  if (decided.document === undefined) return { kind: 'absent' }
  const bulk = outcome === 'confirmed' ? await finishBulk(deps, decided.document) : decided.document
  return { kind: 'decided', bulk }
}

/** Goes on with what a process that died had left; proposals wait for their second person. */
export async function finishBulks(deps: ParkedDeps & { readonly logger: Logger }): Promise<'idle'> {
  for (const { document } of await deps.backEnd.parked.bulks.open())
    if (document.status === 'confirmed') await finishBulk(deps, document)
  return 'idle'
}

/** Each record is handed on once, whoever else is at it; the end is written after the last. */
async function finishBulk(
  deps: ParkedDeps & { readonly logger: Logger },
  bulk: BulkRedrive,
): Promise<BulkRedrive> {
  const { bulkId, parkedIds, proposedBy, decidedBy } = bulk
  if (decidedBy === undefined) throw new Error(`the bulk ${bulkId} was confirmed by nobody`)
  const how = { bulkId, proposedBy: proposedBy.by }
  for (const parkedId of parkedIds) await redriveOne(deps, parkedId, decidedBy, how)
  const redriven = await countRedriven(deps, bulk)
  const { bulks } = deps.backEnd.parked
  const ended = await decideAndSave<BulkRedrive>(
    { read: () => bulks.get(bulkId), save: (change) => bulks.save(change) },
    { id: bulkId },
    (current) =>
      current?.status === 'confirmed'
        ? { kind: 'save', next: { ...current, status: 'done', redriven }, events: [] }
        : { kind: 'nothing' },
  )
  deps.logger.info('parked records were handed on', { bulkId, records: parkedIds.length, redriven })
  return (ended.kind === 'refused' ? undefined : ended.document) ?? bulk
}

/** By whom and since when each was handed on tells those of this bulk, those before a restart included. */
async function countRedriven(deps: ParkedDeps, { parkedIds, decidedBy, decidedAt = '' }: BulkRedrive) {
  const records = await Promise.all(parkedIds.map((parkedId) => deps.backEnd.parked.get(parkedId)))
  return records.filter(
    (record) =>
      record?.state === 'redriven' &&
      record.settled?.by === decidedBy?.by &&
      (record.settled?.at ?? '') >= decidedAt,
  ).length
}
