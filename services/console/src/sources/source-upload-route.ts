import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { SourceImport } from '@recallwire/domain/views/source-view.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import type { ApiProblem } from '../api/transport.ts'
import type { PageDeps } from '../frame/page-route.ts'
import { uploadFormRoute } from '../frame/upload-form-route.ts'
import type { Visit } from '../frame/visit.ts'
import { renderRecords } from '../words/table.ts'
import { plural } from '../words/words.ts'
import { sourceName } from './source-words.ts'

export const sourceUploadRoute = (deps: PageDeps): Route<Actor> =>
  uploadFormRoute(deps, {
    path: '/sources/import',
    summary: 'Import records of FDA.',
    action: 'sources.import',
    page: '/sources',
    submit: async (visit, { upload, key }) => {
      const body = upload.kind === 'file' ? upload.file : (upload.fields.get('pasted') ?? '').trim()
      if (body === '') return refused(visit, nothingGiven)
      const imported = await visit.api.sources.importFile(key, body)
      return imported.kind === 'ok' ? shown(visit, imported.value) : refused(visit, imported.problem)
    },
  })

const outcomes = {
  'draft-proposed': 'A draft notice is proposed',
  enriched: 'Laid beside your recall',
  unchanged: 'Nothing was new',
  problem: 'Not stored',
} as const

const refused = (visit: Visit, { status, title, detail }: ApiProblem) =>
  visit.page({
    title: 'The import was refused',
    status,
    body: html`${renderAlert({ tone: 'error', heading: title, body: detail ?? 'Nothing was stored.' })}
<p><a class="usa-link" href="/sources#import">Choose another file</a></p>`,
  })

const shown = (visit: Visit, { events, refused: unusable, unknownKeys }: SourceImport) =>
  visit.page({
    title: 'What the import came to',
    body: html`${renderAlert({
      tone: 'success',
      body: `${plural(events.length, 'event')} read. Nobody was told, and no notice was changed.`,
    })}
${renderRecords({
  caption: 'Events',
  columns: [{ label: 'Records' }, { label: 'Outcome' }, { label: 'Your recall' }],
  rows: events.map((event) => [
    html`<a class="usa-link" href="/sources/${event.sourceId}">${sourceName(event)}</a>`,
    outcomes[event.outcome],
    event.recallId === undefined
      ? 'None yet'
      : html`<a class="usa-link" href="/recalls/${event.recallId}">Open the recall</a>`,
  ]),
  empty: 'The file holds no usable record.',
})}
${renderRecords({
  caption: 'To be looked at, by place in the file',
  columns: [{ label: 'Place' }, { label: 'What is the matter' }],
  rows: [...unusable, ...events.flatMap(({ problems }) => problems)].map(({ pointer, detail }) => [
    pointer || '/',
    detail,
  ]),
  empty: 'Every field could be read.',
})}
${unknownKeys > 0 && html`<p>${plural(unknownKeys, 'unknown member')} left out.</p>`}
<p><a class="usa-link" href="/sources">All imported records</a></p>`,
  })

const nothingGiven = {
  type: 'about:blank',
  title: 'There is nothing to import',
  status: 400,
  detail: 'Choose a file, or paste records.',
}
