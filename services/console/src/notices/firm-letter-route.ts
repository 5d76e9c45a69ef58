import { Readable } from 'node:stream'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { type PageDeps, sessionOver } from '../frame/page-route.ts'
import { openVisit } from '../frame/visit.ts'
import { findSession } from '../session/authenticate-session.ts'

const params = z.strictObject({ sha256: z.string().max(64) })

/** The firm's original letter, for whoever drafts or approves the notice that names it. */
export const firmLetterRoute = (deps: PageDeps): Route<Actor> =>
  defineRoute<Actor>()({
    method: 'GET',
    path: '/firm-letters/:sha256',
    summary: 'The original letter of your firm.',
    action: 'notice.draft',
    credential: 'session',
    // Refusals are read by a person, in the browser.
    answers: 'page',
    params,
    handle: async (request) => {
      const session = await findSession(deps, request.cookies)
      if (session === undefined) return sessionOver
      const visit = await openVisit(deps, deps.assets, session, request, '/recalls')
      const file = await visit.api.reports.firmLetter(request.params.sha256)
      if (file.kind === 'problem') return visit.refusal(file.problem)
      const { body, contentType } = file.value
      return {
        status: 200,
        file: Readable.fromWeb(body),
        contentType,
        fileName: `${request.params.sha256}.pdf`,
      }
    },
  })
