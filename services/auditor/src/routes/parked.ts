import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mostAtOnce, parkedIdSchema } from '@recallwire/domain/parked/bulk-redrive.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import {
  bulkViewSchema,
  parkedPageSchema,
  redriveAnswerSchema,
} from '@recallwire/domain/views/parked-view.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { decideOnBulk, proposeBulk } from '../parked/bulk-redrives.ts'
import type { ParkedDeps } from '../parked/parked-deps.ts'
import { parkedItem } from '../parked/parked-item.ts'
import { redriveOne } from '../parked/settle-parked.ts'

const route = defineRoute<Actor>()
const listed = 200

type Deps = ParkedDeps & { readonly logger: Logger }

const bulkParams = z.strictObject({ bulkId: idSchema })

/** Records that could not be handled: what an operator sees of them, and how they are handed on. None is ever dropped. */
export const parkedRoutes = (deps: Deps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/parked',
    summary: 'List records that could not be handled, with the reason of each',
    action: 'parked.read',
    credential: 'key',
    answers: 'json',
    query: z.strictObject({
      state: z.enum(['waiting', 'redriven', 'erased']).default('waiting'),
      after: z.string().max(80).optional(),
    }),
    reply: { 200: parkedPageSchema },
    handle: async ({ query: { state, after } }) => {
      const { items, next } = await deps.backEnd.parked.list(state, listed, after)
      const waiting = await deps.backEnd.parked.waiting()
      const body = { waiting, items: items.map(parkedItem), ...(next === undefined ? {} : { next }) }
      return { status: 200, body }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/parked/:parkedId/redrive',
    summary: 'Hand one record on again; done twice, it is handed on once',
    action: 'parked.redrive',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ parkedId: parkedIdSchema }),
    reply: { 200: redriveAnswerSchema },
    handle: async ({ actor, params: { parkedId } }) => {
      const outcome = await redriveOne(deps, parkedId, actor)
      if (outcome === 'absent') return absent('parked record')
      deps.logger.info('a parked record was handed on', { parkedId, outcome })
      return { status: 200, body: { parkedId, outcome } }
    },
  }),
  ...bulkRoutes(deps),
]

/** Several at once take two people (the role table of the operators' duties). */
const bulkRoutes = (deps: Deps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/parked/redrives',
    summary: 'Propose to hand several records on at once; a second person confirms',
    action: 'parked.redrive',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    body: z.strictObject({ parkedIds: z.array(parkedIdSchema).min(2).max(mostAtOnce) }),
    reply: { 201: bulkViewSchema },
    handle: async ({ actor, body, idempotencyKey: requestId }) => {
      if (requestId === undefined) throw new Error('an idempotent route was reached without its key')
      const parkedIds = [...new Set(body.parkedIds)]
      for (const [index, parkedId] of parkedIds.entries())
        if ((await deps.backEnd.parked.get(parkedId)) === undefined) return unknownRecord(index)
      if (parkedIds.length < 2) return unknownRecord(1)
      return { status: 201, body: await proposeBulk(deps, { parkedIds, requestId, actor }) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/parked/redrives',
    summary: 'List proposals that wait for a second person, and those that are being handed on',
    action: 'parked.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(bulkViewSchema) },
    handle: async () => {
      const open = await deps.backEnd.parked.bulks.open()
      return { status: 200, body: open.map(({ document }) => document) }
    },
  }),
  ...(['confirm', 'decline'] as const).map((act) =>
    route({
      method: 'POST',
      path: `/v1/parked/redrives/:bulkId/${act}`,
      summary:
        act === 'confirm'
          ? 'Confirm as a second person that several records are handed on'
          : 'Decline a proposal, or take back one of your own',
      action: 'parked.redrive',
      credential: 'key',
      answers: 'json',
      idempotent: true,
      params: bulkParams,
      reply: { 200: bulkViewSchema },
      handle: ({ actor, params }) => decide(deps, params.bulkId, act, actor),
    }),
  ),
]

async function decide(
  deps: Deps,
  bulkId: string,
  act: 'confirm' | 'decline',
  actor: Actor,
): Promise<RouteReply> {
  const decided = await decideOnBulk(deps, bulkId, act === 'confirm' ? 'confirmed' : 'declined', actor)
  switch (decided.kind) {
    case 'decided':
      return { status: 200, body: decided.bulk }
    case 'absent':
      return absent('proposal')
    case 'refused':
      return problem(409, 'This is not yours to decide now', {
        kind: decided.reason,
        detail: decided.message,
      })
    default:
      return decided satisfies never
  }
}

const absent = (what: string) => problem(404, `There is no such ${what}`, { kind: 'not-found' })

const unknownRecord = (index: number) =>
  problem(422, 'The body is not acceptable', {
    kind: 'body-invalid',
    detail: 'Nothing was stored. Name at least two records that are parked.',
    errors: [{ pointer: `/parkedIds/${index}`, detail: 'is no parked record, or is named twice' }],
  })
