import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type LadderClass, ladderClasses } from '@recallwire/domain/casework/ladder-rules.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { PageReply, Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { ApiProblem } from '../api/transport.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { recallParams } from '../recalls/recall-routes.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { readLadder } from './read-ladder.ts'
import { renderLadders } from './render-ladders.ts'

/** When a facility that does not answer is reminded, who is written to next and when the firm phones, by class. */
export const ladderRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/recalls/:recallId/ladders',
    summary: 'What follows when nobody answers.',
    action: 'ladders.read',
    params: recallParams,
    query: z.object({ notice: z.string().optional() }),
    show: (visit, { params, query }) => showLadders(visit, params.recallId, { notice: query.notice }),
  }),
  formRoute(deps, {
    path: '/recalls/:recallId/ladders',
    summary: 'Set the ladder of one class for this recall.',
    action: 'ladders.edit',
    params: recallParams,
    submit: async (visit, { fields, key }, { params: { recallId } }) => {
      const recallClass = classFrom(fields)
      if (recallClass === undefined) return visit.refusal(classMissing)
      const { ladder, fieldOf } = readLadder(fields, recallClass)
      const basedOn = Number(fields.text('based-on'))
      const changed = await visit.api.ladders.change(recallId, key, { recallClass, ladder, basedOn })
      if (changed.kind === 'ok') return visit.leadTo(`/recalls/${recallId}/ladders`, 'ladder-changed')
      if (changed.problem.status !== 400 && changed.problem.status !== 422)
        return visit.refusal(changed.problem)
      return showLadders(visit, recallId, { fields, errors: errorsOf(changed.problem, fieldOf) })
    },
  }),
  formRoute(deps, {
    path: '/recalls/:recallId/ladders/default',
    summary: 'Go back to the default ladder of one class.',
    action: 'ladders.edit',
    params: recallParams,
    submit: async (visit, { fields, key }, { params: { recallId } }) => {
      const recallClass = classFrom(fields)
      if (recallClass === undefined) return visit.refusal(classMissing)
      const basedOn = Number(fields.text('based-on'))
      const changed = await visit.api.ladders.change(recallId, key, { recallClass, ladder: null, basedOn })
      return changed.kind === 'problem'
        ? visit.refusal(changed.problem)
        : visit.leadTo(`/recalls/${recallId}/ladders`, 'ladder-changed')
    },
  }),
]

const classFrom = (fields: FormFields): LadderClass | undefined =>
  ladderClasses.find((known) => known === fields.text('recall-class'))

const classMissing: ApiProblem = {
  type: 'about:blank',
  title: 'Say for which class',
  status: 400,
  detail: 'Open the page again and send the form from there. Nothing was changed.',
}

const errorsOf = (problem: ApiProblem, fieldOf: (pointer: string) => string): readonly FieldError[] =>
  (problem.errors ?? [{ pointer: '', detail: problem.detail ?? problem.title }]).map(
    ({ pointer, detail }) => ({ field: fieldOf(pointer), message: detail }),
  )

type Shown = {
  readonly notice?: string | undefined
  readonly fields?: FormFields
  readonly errors?: readonly FieldError[]
}

async function showLadders(visit: Visit, recallId: string, shown: Shown): Promise<PageReply> {
  const [recall, ladders] = await Promise.all([
    visit.api.recalls.get(recallId),
    visit.api.ladders.ofRecall(recallId),
  ])
  if (ladders.kind === 'problem') return visit.refusal(ladders.problem)
  if (recall.kind === 'problem') return visit.refusal(recall.problem)
  const errors = shown.errors ?? []
  return visit.page({
    title: `When nobody answers: ${recall.value.title}`,
    notice: shown.notice,
    status: errors.length > 0 ? 422 : 200,
    body: await renderLadders(visit, {
      recall: recall.value,
      view: ladders.value,
      fields: shown.fields ?? noFields,
      errors,
    }),
  })
}
