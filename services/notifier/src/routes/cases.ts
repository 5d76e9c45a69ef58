import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { caseReaders } from '@recallwire/domain/casework/case.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { caseSummarySchema, caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { absent } from './answers.ts'
import { summariseCases, viewCase } from './case-views.ts'

const route = defineRoute<Actor>()

const caseIdParams = z.strictObject({ caseId: idSchema })

/** The newest cases first: what someone has to do with a year later is found under its recall. */
const listed = 1_000

export const caseRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/cases',
    summary: 'List the newest cases you have to do with',
    action: 'case.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(caseSummarySchema) },
    handle: async ({ actor }) => {
      const stored = await deps.backEnd.cases.list(readerOf(actor), listed)
      return {
        status: 200,
        body: await summariseCases(
          deps.backEnd,
          stored.map(({ document }) => document),
        ),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/recalls/:recallId/cases',
    summary: 'List the cases of one recall that you may see',
    action: 'case.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ recallId: idSchema }),
    reply: { 200: z.array(caseSummarySchema) },
    handle: async ({ actor, params }) => {
      const stored = await deps.backEnd.cases.ofRecall(readerOf(actor), params.recallId)
      return {
        status: 200,
        body: await summariseCases(
          deps.backEnd,
          stored.map(({ document }) => document),
        ),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/cases/:caseId',
    summary: 'Read one case: units, duties, letters, replies and deadlines',
    action: 'case.read',
    credential: 'key',
    answers: 'json',
    params: caseIdParams,
    reply: { 200: caseViewSchema },
    handle: async ({ actor, params }) => {
      const on = (await deps.backEnd.cases.get(readerOf(actor), params.caseId))?.document
      if (on === undefined || !mayAct(actor, 'case.read', { owners: caseReaders(on) })) return absent('case')
      return { status: 200, body: await viewCase(deps.backEnd, on, actor) }
    },
  }),
]
