import type { Actor } from '@recallwire/domain/access/actor.ts'
import { parkedIdSchema } from '@recallwire/domain/parked/bulk-redrive.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import { renderParked } from './render-parked.ts'

const page = '/parked'

/** What an operator does about records that could not be handled: look, mend what failed, hand them on. */
export const parkedRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: page,
    summary: 'Records that could not be handled.',
    action: 'parked.read',
    query: z.object({ notice: z.string().optional(), after: z.string().max(80).optional() }),
    show: async (visit, { query }) => {
      const [waiting, bulks, redriven] = await Promise.all([
        visit.api.parked.list('waiting', query.after),
        visit.api.parked.bulks(),
        visit.api.parked.list('redriven'),
      ])
      if (waiting.kind === 'problem') return visit.refusal(waiting.problem)
      if (bulks.kind === 'problem') return visit.refusal(bulks.problem)
      if (redriven.kind === 'problem') return visit.refusal(redriven.problem)
      const body = await renderParked(visit, {
        waiting: waiting.value,
        bulks: bulks.value,
        redriven: redriven.value.items,
      })
      return visit.page({ title: 'Records that could not be handled', notice: query.notice, body })
    },
  }),
  formRoute(deps, {
    path: `${page}/redrives`,
    summary: 'Propose to hand on all records of the page at once.',
    action: 'parked.redrive',
    submit: async (visit, { fields, key }) => {
      const proposed = await visit.api.parked.propose(fields.all('parkedId'), key)
      if (proposed.kind === 'problem') return visit.refusal(proposed.problem)
      return visit.leadTo(page, 'redrive-proposed')
    },
  }),
  formRoute(deps, {
    path: `${page}/redrives/:bulkId`,
    summary: 'Decide on a proposal to hand several records on.',
    action: 'parked.redrive',
    params: z.strictObject({ bulkId: idSchema }),
    submit: async (visit, { fields, key }, { params }) => {
      const act = fields.text('act') === 'confirm' ? 'confirm' : 'decline'
      const decided = await visit.api.parked.decide(params.bulkId, act, key)
      if (decided.kind === 'problem') return visit.refusal(decided.problem)
      return visit.leadTo(page, act === 'confirm' ? 'redriven' : 'redrive-declined')
    },
  }),
  formRoute(deps, {
    path: `${page}/:parkedId`,
    summary: 'Hand one record on again.',
    action: 'parked.redrive',
    params: z.strictObject({ parkedId: parkedIdSchema }),
    submit: async (visit, { key }, { params }) => {
      const answer = await visit.api.parked.redrive(params.parkedId, key)
      return answer.kind === 'problem' ? visit.refusal(answer.problem) : visit.leadTo(page, 'redriven')
    },
  }),
]
