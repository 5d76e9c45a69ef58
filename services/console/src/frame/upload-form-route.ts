import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Action } from '@recallwire/domain/access/role-table.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import { findSession } from '../session/authenticate-session.ts'
import { isTokenOf } from '../session/form-token.ts'
import { notFromHere, type PageDeps, sessionOver } from './page-route.ts'
import { readUpload, type Upload } from './read-upload.ts'
import { openVisit, type Visit } from './visit.ts'

type UploadFormOptions = {
  readonly path: string
  readonly summary: string
  readonly action: Action
  /** The page the form stands on. */
  readonly page: string
  submit(visit: Visit, form: SubmittedUpload): Promise<RouteReply>
}

export type SubmittedUpload = {
  readonly upload: Exclude<Upload, { kind: 'malformed' }>
  /** The form's own key: sent twice it acts once. */
  readonly key: string
}

/** A form with a file, which goes on to the API as it arrives; nothing of it is read before the form's token is checked. */
export const uploadFormRoute = (deps: PageDeps, options: UploadFormOptions): Route<Actor> =>
  defineRoute<Actor>()({
    method: 'POST',
    path: options.path,
    summary: options.summary,
    action: options.action,
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
        const visit = await openVisit(deps, deps.assets, session, request, options.page)
        return await options.submit(visit, { upload, key })
      } finally {
        // The API may refuse a file before it has read all of it.
        if (upload.kind === 'file') upload.discard()
        else request.stream.resume()
      }
    },
  })

const malformed = problem(400, 'The upload could not be read', {
  kind: 'upload-malformed',
  detail: 'Nothing was stored. Open the page again and choose the file there.',
})
