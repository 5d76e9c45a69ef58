import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { renderImport } from './render-import.ts'

const importParams = z.strictObject({ importId: idSchema })

/** As long as an upload: the rows are compared with the registry anew. */
const commitTimeoutMs = 10 * 60_000

/** What came, or would come, of an upload, and the word that it be stored. */
export const importRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/devices/imports/:importId',
    summary: 'What came, or would come, of an upload.',
    action: 'imports.read',
    params: importParams,
    query: z.object({ notice: z.string().optional() }),
    show: (visit, { params, query }) => showImport(visit, params.importId, query.notice),
  }),
  formRoute(deps, {
    path: '/devices/imports/:importId/commit',
    summary: 'Store the list that was checked.',
    action: 'devices.write',
    params: importParams,
    timeoutMs: commitTimeoutMs,
    submit: async (visit, { fields, key }, { params: { importId } }) => {
      const isMeant = fields.text('confirmRemovals') === 'true'
      const stored = await visit.api.devices.commit(importId, key, isMeant)
      if (stored.kind === 'problem' && stored.problem.type.endsWith(':removals-need-confirmation'))
        return showImport(visit, importId, undefined, unconfirmed)
      if (stored.kind === 'problem') return visit.refusal(stored.problem)
      return visit.leadTo(`/devices/imports/${importId}`, 'devices-stored')
    },
  }),
]

const unconfirmed = 'Tick that these units are really gone, or upload the whole list'

async function showImport(visit: Visit, importId: string, notice: string | undefined, error?: string) {
  const one = await visit.api.devices.getImport(importId)
  if (one.kind === 'problem') return visit.refusal(one.problem)
  const facilities = await visit.api.directory.facilities()
  if (facilities.kind === 'problem') return visit.refusal(facilities.problem)
  return visit.page({
    title: one.value.status === 'checked' ? 'Check of a list' : 'Upload of devices',
    status: error === undefined ? 200 : 409,
    notice,
    body: renderImport({
      error,
      one: one.value,
      facilities: facilities.value,
      now: visit.now,
      hidden: visit.may('devices.write') ? visit.hidden() : undefined,
    }),
  })
}
