import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { importRoutes } from './import-routes.ts'
import { mappingRoutes } from './mapping-routes.ts'
import { renderFacilityChoice, renderInventory } from './render-devices.ts'
import { renderImports } from './render-imports.ts'
import { renderReasonForm } from './render-reason.ts'
import { renderUploadForm } from './render-upload-form.ts'
import { uploadRoute } from './upload-route.ts'

const devicesQuery = z.object({
  facilityId: z.union([idSchema, z.literal('')]).optional(),
  after: z.string().max(200).optional(),
  /** Asked of a regulator alone. */
  reason: z.string().trim().max(300).optional(),
})

/** The devices of one's own facilities, and how they come in. */
export const deviceRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/devices',
    summary: 'The devices of your facilities.',
    action: 'inventory.read',
    query: devicesQuery,
    show: (visit, { query }) => showDevices(visit, query),
  }),
  uploadRoute(deps),
  ...importRoutes(deps),
  ...mappingRoutes(deps),
]

async function showDevices(visit: Visit, query: z.output<typeof devicesQuery>) {
  const facilities = await visit.api.directory.facilities()
  if (facilities.kind === 'problem') return visit.refusal(facilities.problem)
  const chosen = facilities.value.find((one) => one.facilityId === query.facilityId) ?? facilities.value[0]
  if (chosen === undefined) {
    return visit.page({
      title: 'Devices',
      body: html`<p>Your organisation has no facility yet. <a class="usa-link" href="/facilities">Add one</a> first.</p>`,
    })
  }
  if (visit.actor.role === 'regulator' && !(query.facilityId && query.reason)) {
    return visit.page({ title: 'Devices', body: renderReasonForm(facilities.value) })
  }
  const { after, reason } = query
  const inventory = await visit.api.devices.inventory({ facilityId: chosen.facilityId, after, reason })
  if (inventory.kind === 'problem') return visit.refusal(inventory.problem)
  const mappings = visit.may('devices.write') ? await visit.api.devices.mappings() : undefined
  const imports = visit.may('imports.read') ? await visit.api.devices.imports() : undefined
  return visit.page({
    title: 'Devices',
    body: html`${renderFacilityChoice(facilities.value, chosen)}${
      visit.may('devices.write') && html`<p><a class="usa-link" href="#upload">Upload a list</a></p>`
    }
${renderInventory(inventory.value, chosen, reason)}
${
  mappings !== undefined &&
  renderUploadForm(facilities.value, chosen, mappings.kind === 'ok' ? mappings.value : [], visit.hidden())
}
${
  imports !== undefined &&
  html`<h2>Uploads</h2>
${renderImports(imports.kind === 'ok' ? imports.value : [])}`
}`,
  })
}
