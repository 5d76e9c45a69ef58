import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { PageReply, Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { recallParams } from './recall-routes.ts'
import { renderRecallUnits } from './render-recall-units.ts'
import { renderUnit } from './render-unit.ts'

const unitParams = z.strictObject({ recallId: idSchema, matchId: idSchema })
type UnitParams = z.infer<typeof unitParams>
const values = ['affected', 'possible', 'outside', 'withdraw'] as const

/** The units of a recall for its own firm, and the verdicts that two of its people decide. */
export const unitRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/recalls/:recallId/units',
    summary: 'Units of a recall with their verdicts.',
    action: 'verdict.propose',
    params: recallParams,
    query: z.object({
      shown: z.enum(['proposed', 'decided']).optional(),
      after: z.string().max(200).optional(),
      notice: z.string().optional(),
    }),
    show: async (visit, { params: { recallId }, query }) => {
      const page = await visit.api.recalls.matches(recallId, query.after, query.shown)
      if (page.kind === 'problem') return visit.refusal(page.problem)
      const facilityName = await facilityNames(visit, recallId)
      return visit.page({
        title: 'Units of the recall',
        notice: query.notice,
        body: renderRecallUnits({ recallId, page: page.value, shown: query.shown, facilityName }),
      })
    },
  }),
  pageRoute(deps, {
    path: '/recalls/:recallId/units/:matchId',
    summary: 'One unit, and what people decide of it.',
    action: 'verdict.propose',
    params: unitParams,
    query: z.object({ notice: z.string().optional() }),
    show: (visit, { params, query }) =>
      showUnit(visit, params, { notice: query.notice, fields: noFields, errors: [] }),
  }),
  formRoute(deps, {
    path: '/recalls/:recallId/units/:matchId/propose',
    summary: 'Propose another verdict for a unit.',
    action: 'verdict.propose',
    params: unitParams,
    submit: async (visit, { fields, key }, { params }) => {
      const value = values.find((known) => known === fields.text('value'))
      const reason = fields.text('reason')
      const errors = [
        ...(value === undefined ? [{ field: 'value', message: 'Choose what is right for this unit' }] : []),
        ...(reason === '' ? [{ field: 'reason', message: 'Give the reason' }] : []),
      ]
      if (value === undefined || errors.length > 0) return showUnit(visit, params, { fields, errors })
      const proposed = await visit.api.recalls.decideUnit(
        params.recallId,
        params.matchId,
        key,
        value === 'withdraw'
          ? { step: '/withdraw', body: { reason } }
          : { step: '', body: { value, reason } },
      )
      if (proposed.kind === 'ok') return visit.leadTo(pathOf(params), 'verdict-proposed')
      const found = formErrors(proposed.problem, { '/value': 'value', '/reason': 'reason' })
      return found === undefined
        ? visit.refusal(proposed.problem)
        : showUnit(visit, params, { fields, errors: found })
    },
  }),
  decisionRoute(deps, 'confirm', 'Confirm as a second person what is proposed for a unit.'),
  decisionRoute(deps, 'decline', 'Decline what is proposed for a unit.'),
]

const decisionRoute = (deps: PageDeps, step: 'confirm' | 'decline', summary: string): Route<Actor> =>
  formRoute(deps, {
    path: `/recalls/:recallId/units/:matchId/${step}`,
    summary,
    action: 'verdict.decide',
    params: unitParams,
    submit: async (visit, { fields, key }, { params }) => {
      const body = { proposedAt: fields.text('proposedAt') }
      const { recallId, matchId } = params
      const decided = await visit.api.recalls.decideUnit(recallId, matchId, key, { step: `/${step}`, body })
      if (decided.kind === 'problem') return visit.refusal(decided.problem)
      return visit.leadTo(pathOf(params), step === 'confirm' ? 'verdict-confirmed' : 'verdict-declined')
    },
  })

const pathOf = ({ recallId, matchId }: UnitParams): string => `/recalls/${recallId}/units/${matchId}`

type Shown = {
  readonly notice?: string | undefined
  readonly fields: FormFields
  readonly errors: readonly FieldError[]
}

async function showUnit(visit: Visit, { recallId, matchId }: UnitParams, shown: Shown): Promise<PageReply> {
  const { notice, fields, errors } = shown
  const item = await visit.api.recalls.unit(recallId, matchId)
  if (item.kind === 'problem') return visit.refusal(item.problem)
  const facilityName = (await facilityNames(visit, recallId))(item.value.facilityId)
  return visit.page({
    title: 'The verdict of one unit',
    status: errors.length > 0 ? 422 : 200,
    notice,
    body: await renderUnit(visit, { recallId, item: item.value, facilityName, fields, errors }),
  })
}

/** A facility without a case is none the firm wrote to: it may not know its name. */
async function facilityNames(visit: Visit, recallId: string): Promise<(facilityId: string) => string> {
  const [cases, facilities] = await Promise.all([
    visit.api.cases.ofRecall(recallId),
    visit.api.directory.facilities(),
  ])
  const names = new Map([
    ...(facilities.kind === 'ok' ? facilities.value : []).map((one) => [one.facilityId, one.name] as const),
    ...(cases.kind === 'ok' ? cases.value : []).map((on) => [on.facilityId, on.facilityName] as const),
  ])
  return (facilityId) => names.get(facilityId) ?? 'A facility without a case'
}
