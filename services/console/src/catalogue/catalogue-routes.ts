import type { Actor } from '@recallwire/domain/access/actor.ts'
import { renderTextField } from '@recallwire/html/form-components.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { readScannedDi } from './read-scanned-di.ts'
import { renderCatalogueDevice } from './render-catalogue-device.ts'

/** The public device catalogue: how much of it is held, and what it says of one identifier. */
export const catalogueRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/catalogue',
    summary: 'Look up a device in the public device catalogue.',
    action: 'catalogue.read',
    query: z.object({
      /** A UDI-DI, or a whole UDI as it was scanned. */
      di: z.string().trim().max(200).optional(),
    }),
    show: (visit, { query }) => showCatalogue(visit, query.di ?? ''),
  }),
]

async function showCatalogue(visit: Visit, asked: string) {
  const summary = await visit.api.catalogue.summary()
  if (summary.kind === 'problem') return visit.refusal(summary.problem)
  const { records } = summary.value
  return visit.page({
    title: 'Device catalogue',
    body: html`<p>${records === 1 ? 'One record' : `${records.toLocaleString('en-US')} records`} of FDA's public device catalogue (GUDID) ${records === 1 ? 'is' : 'are'} held here.
They say which UDI-DIs name one product: the unit itself, its packages, and other names of it.${
      records === 0 && ' The operator of this installation fills it with “recallwire catalogue import”.'
    }</p>
${renderForm({
  method: 'get',
  action: '/catalogue',
  submit: 'Look it up',
  body: renderTextField({
    name: 'di',
    label: 'UDI-DI, or a whole UDI as it was scanned',
    value: asked,
    maxLength: 200,
  }),
})}
${asked !== '' && (await renderAnswer(visit, asked))}`,
  })
}

async function renderAnswer(visit: Visit, asked: string): Promise<Html> {
  const di = readScannedDi(asked, visit.now.slice(0, 10))
  const device = await visit.api.catalogue.device(di)
  if (device.kind === 'ok') return renderCatalogueDevice(device.value)
  if (device.problem.status !== 404) return html`<p>${device.problem.title}. ${device.problem.detail}</p>`
  return html`<h2>${di}</h2>
<p>It is in no record held here. That says nothing of whether it is right: the catalogue may be older, or hold a part only.</p>`
}
