import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { Answer, ApiProblem } from '../api/transport.ts'
import { type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { renderFacilityHome } from './facility-home.ts'
import { renderFirmHome } from './firm-home.ts'
import { renderOperatorHome } from './operator-home.ts'
import { renderRegulatorHome } from './regulator-home.ts'

export type Home =
  | { readonly kind: 'home'; readonly body: Html }
  | Extract<Answer<never>, { kind: 'problem' }>

/** What this person has to do now, by deadline; each role has its own answer. */
export const homeRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/',
    summary: 'What you have to do now.',
    action: 'console.use',
    query: z.object({ notice: z.string().optional() }),
    show: async (visit, { query }) => {
      const home = await homeOf(visit)
      if (home.kind === 'problem') return visit.refusal(home.problem)
      return visit.page({ title: 'To do', notice: query.notice, body: home.body, refreshSeconds: 60 })
    },
  }),
]

async function homeOf(visit: Visit): Promise<Home> {
  switch (visit.actor.role) {
    case 'manufacturer-editor':
    case 'manufacturer-approver':
      return renderFirmHome(visit)
    case 'facility-staff':
    case 'facility-manager':
    case 'distributor':
      return renderFacilityHome(visit)
    case 'regulator':
      return renderRegulatorHome(visit)
    case 'operator':
      return renderOperatorHome(visit)
    case 'link-holder':
    case 'service':
      return { kind: 'problem', problem: noPage }
    default:
      return visit.actor.role satisfies never
  }
}

const noPage: ApiProblem = { type: 'about:blank', title: 'There is no page for this role', status: 403 }
