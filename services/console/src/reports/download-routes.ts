import { Readable } from 'node:stream'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Action } from '@recallwire/domain/access/role-table.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { ApiClient } from '../api/api-client.ts'
import { type PageDeps, sessionOver } from '../frame/page-route.ts'
import { openVisit } from '../frame/visit.ts'
import { recallParams } from '../recalls/recall-routes.ts'
import { findSession } from '../session/authenticate-session.ts'
import { asOfOf, asOfQuery } from './as-of.ts'

type Download = {
  readonly path: string
  readonly summary: string
  readonly action: Action
  readonly fileName: (recallId: string) => string
  readonly open: (
    api: ApiClient,
    recallId: string,
    asOf: string | undefined,
  ) => ReturnType<ApiClient['reports']['bundle']>
}

const downloads: readonly Download[] = [
  {
    path: '/recalls/:recallId/report.json',
    summary: 'The status report as JSON.',
    action: 'report.read',
    fileName: (recallId) => `status-report-${recallId}.json`,
    open: (api, recallId, asOf) => api.reports.statusReportFile(recallId, asOf),
  },
  {
    path: '/recalls/:recallId/bundle',
    summary: 'The evidence bundle, to be checked offline.',
    action: 'bundle.read',
    fileName: (recallId) => `recall-${recallId}.bundle`,
    open: (api, recallId) => api.reports.bundle(recallId),
  },
]

/** Files that a person takes away, passed on from the API as they come. */
export const downloadRoutes = (deps: PageDeps): readonly Route<Actor>[] =>
  downloads.map((download) =>
    defineRoute<Actor>()({
      method: 'GET',
      path: download.path,
      summary: download.summary,
      action: download.action,
      credential: 'session',
      // Refusals are read by a person, in the browser.
      answers: 'page',
      params: recallParams,
      query: z.object(asOfQuery.shape),
      handle: async (request) => {
        const session = await findSession(deps, request.cookies)
        if (session === undefined) return sessionOver
        const visit = await openVisit(deps, deps.assets, session, request, '/recalls')
        const { recallId } = request.params
        const file = await download.open(visit.api, recallId, asOfOf(request.query.asOf, visit.now))
        if (file.kind === 'problem') return visit.refusal(file.problem)
        const { body, contentType } = file.value
        return {
          status: 200,
          file: Readable.fromWeb(body),
          contentType,
          fileName: download.fileName(recallId),
        }
      },
    }),
  )
