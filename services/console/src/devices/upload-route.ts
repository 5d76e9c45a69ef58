import type { Readable } from 'node:stream'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import type { ApiProblem } from '../api/transport.ts'
import { notFromHere, type PageDeps, sessionOver } from '../frame/page-route.ts'
import { openVisit, type Visit } from '../frame/visit.ts'
import { findSession } from '../session/authenticate-session.ts'
import { isTokenOf } from '../session/form-token.ts'
import { readUpload, type Upload } from './read-upload.ts'
import { refusedUpload } from './refused-upload.ts'

/** The uploaded file goes on to the API as it arrives; nothing of it is read before the form's token is checked. */
export const uploadRoute = (deps: PageDeps): Route<Actor> =>
  defineRoute<Actor>()({
    method: 'POST',
    path: '/devices/import',
    summary: 'Upload a list of devices.',
    action: 'devices.write',
    credential: 'session',
    answers: 'page',
    bodyKind: 'stream',
    handle: async (request) => {
      const session = await findSession(deps, request.cookies)
      if (session === undefined) return sessionOver
      const upload = await readUpload(request.stream, String(request.headers['content-type']))
      if (upload.kind === 'malformed') return malformed
      const key = upload.fields.get('key') ?? ''
      if (!isTokenOf(session, upload.fields.get('token') ?? '') || key === '') {
        stopReading(upload, request.stream)
        return notFromHere
      }
      const visit = await openVisit(deps, deps.assets, session, request, '/devices')
      try {
        return await sendOn(visit, upload, key)
      } finally {
        // The API may refuse a file before it has read all of it.
        stopReading(upload, request.stream)
      }
    },
  })

async function sendOn(
  visit: Visit,
  upload: Exclude<Upload, { kind: 'malformed' }>,
  key: string,
): Promise<RouteReply> {
  const pasted = upload.fields.get('pasted')?.replace(/^\s+|[\r\n]+$/g, '') ?? ''
  const body = upload.kind === 'file' ? upload.file : pasted
  if (body === '') return refusedUpload(visit, nothingGiven)
  const imported = await visit.api.devices.importFile(key, {
    body,
    contentType: 'text/csv; charset=utf-8',
    acceptPartial: upload.fields.get('acceptPartial') === 'true',
    facilityId: upload.fields.get('facilityId') || undefined,
    observedAt: visit.now,
    mapping: upload.fields.get('mapping') || undefined,
    // What is pasted comes as the page is encoded, whatever the file was.
    encoding: upload.kind === 'file' ? upload.fields.get('encoding') || undefined : undefined,
  })
  if (imported.kind === 'ok') return visit.leadTo(`/devices/imports/${imported.value.importId}`)
  return refusedUpload(visit, imported.problem)
}

function stopReading(upload: Upload, stream: Readable): void {
  if (upload.kind === 'file') upload.discard()
  else stream.resume()
}

const malformed = problem(400, 'The upload could not be read', {
  kind: 'upload-malformed',
  detail: 'Nothing was stored. Open the page again and choose the file there.',
})

const nothingGiven: ApiProblem = {
  type: 'about:blank',
  title: 'There is nothing to upload',
  status: 400,
  detail: 'Choose a file, or paste rows with their heading.',
}
