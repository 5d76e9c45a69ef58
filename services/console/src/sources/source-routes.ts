import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { draftOf, draftPointers, renderDraftForm } from './render-draft-form.ts'
import { renderImportForm, renderSource, renderSourceList } from './render-source.ts'
import { sourceName } from './source-words.ts'

const sourceParams = z.strictObject({ sourceId: idSchema })

/** What the firm imported from FDA, and what may be made of it. */
export const sourceRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/sources',
    summary: 'Records of FDA that your firm imported.',
    action: 'sources.read',
    show: async (visit) => {
      const sources = await visit.api.sources.list()
      if (sources.kind === 'problem') return visit.refusal(sources.problem)
      return visit.page({
        title: 'Records of FDA',
        body: html`${renderSourceList(sources.value)}${visit.may('sources.import') && renderImportForm(visit.hidden())}`,
      })
    },
  }),
  pageRoute(deps, {
    path: '/sources/:sourceId',
    summary: 'What the records of one event say.',
    action: 'sources.read',
    params: sourceParams,
    query: z.object({ notice: z.string().optional() }),
    show: (visit, { params, query }) => showSource(visit, params.sourceId, query.notice),
  }),
  formRoute(deps, {
    path: '/sources/:sourceId/attach',
    summary: 'Attach records to a recall.',
    action: 'sources.import',
    params: sourceParams,
    submit: async (visit, { fields, key }, { params }) => {
      const recallId = fields.text('recallId')
      const attached = await visit.api.sources.attach(params.sourceId, key, recallId)
      if (attached.kind === 'problem') return visit.refusal(attached.problem)
      return visit.leadTo(`/sources/${params.sourceId}`, 'source-attached')
    },
  }),
  formRoute(deps, {
    path: '/sources/:sourceId/draft',
    summary: 'Draft what the records propose.',
    action: 'notice.draft',
    params: sourceParams,
    submit: async (visit, { fields, key }, { params }) => {
      const { sourceId } = params
      const isNew = fields.names.includes('reference')
      const drafted = await visit.api.sources.draft(sourceId, key, isNew ? draftOf(fields) : {})
      if (drafted.kind === 'ok') return visit.leadTo(`/recalls/${drafted.value.recallId}`, 'draft-saved')
      const errors = isNew ? formErrors(drafted.problem, draftPointers) : undefined
      const source = await visit.api.sources.get(sourceId)
      if (errors === undefined || source.kind === 'problem' || source.value.proposal.kind !== 'draft')
        return visit.refusal(drafted.problem)
      return visit.page({
        title: sourceName(source.value),
        status: 422,
        body: renderDraftForm(sourceId, source.value.proposal, visit.hidden(), fields, errors),
      })
    },
  }),
]

async function showSource(visit: Visit, sourceId: string, notice: string | undefined) {
  const [source, recalls] = await Promise.all([visit.api.sources.get(sourceId), visit.api.recalls.list()])
  if (source.kind === 'problem') return visit.refusal(source.problem)
  if (recalls.kind === 'problem') return visit.refusal(recalls.problem)
  const own = recalls.value.filter(
    ({ firmOrganisationId }) => firmOrganisationId === visit.actor.organisationId,
  )
  return visit.page({
    title: sourceName(source.value),
    notice,
    body: renderSource({
      source: source.value,
      recalls: own,
      hidden: () => visit.hidden(),
      mayDraft: visit.may('notice.draft'),
    }),
  })
}
