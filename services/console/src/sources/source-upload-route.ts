import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { SourceImport } from '@recallwire/domain/views/source-view.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { html } from '@recallwire/html/html.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import type { ApiProblem } from '../api/transport.ts'
import { readUpload } from '../devices/read-upload.ts'
import { notFromHere, type PageDeps, sessionOver } from '../frame/page-route.ts'
import { openVisit, type Visit } from '../frame/visit.ts'
import { findSession } from '../session/authenticate-session.ts'
import { isTokenOf } from '../session/form-token.ts'
import { renderRecords } from '../words/table.ts'
import { plural } from '../words/words.ts'
import { sourceName } from './source-words.ts'

/** The file goes on to the API as it arrives; nothing of it is read before the form's token is checked. */
export const sourceUploadRoute = (deps: PageDeps): Route<Actor> =>
  defineRoute<Actor>()({
    method: 'POST',
    path: '/sources/import',
    summary: 'Import records of FDA.',
    action: 'sources.import',
    credential: 'session',
    answers: 'page',
    bodyKind: 'stream',
    handle: async (request) => {
      const session = await findSession(deps, request.cookies)
      if (session === undefined) return sessionOver
      const upload = await readUpload(request.stream, String(request.headers['content-type']))
      if (upload.kind === 'malformed') return malformed
      const key = upload.fields.get('key') ?? ''
      try {
        if (!isTokenOf(session, upload.fields.get('token') ?? '') || key === '') return notFromHere
        const visit = await openVisit(deps, deps.assets, session, request, '/sources')
        const body = upload.kind === 'file' ? upload.file : (upload.fields.get('pasted') ?? '').trim()
        if (body === '') return refused(visit, nothingGiven)
        const imported = await visit.api.sources.importFile(key, body)
        return imported.kind === 'ok' ? shown(visit, imported.value) : refused(visit, imported.problem)
      } finally {
        // The API may refuse a file before it has read all of it.
        if (upload.kind === 'file') upload.discard()
        else request.stream.resume()
      }
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

const malformed = problem(400, 'The upload could not be read', {
  kind: 'upload-malformed',
  detail: 'Nothing was stored. Open the page again and choose the file there.',
})

const nothingGiven = {
  type: 'about:blank',
  title: 'There is nothing to import',
  status: 400,
  detail: 'Choose a file, or paste records.',
}
