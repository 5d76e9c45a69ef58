import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { openAssetFiles } from './assets/asset-files.ts'
import { assetRoutes } from './assets/asset-routes.ts'
import { caseRoutes } from './cases/case-routes.ts'
import { taskRoutes } from './cases/task-routes.ts'
import { wrongRecipientRoutes } from './cases/wrong-recipient-routes.ts'
import { catalogueRoutes } from './catalogue/catalogue-routes.ts'
import { clockRoutes } from './clock/clock-routes.ts'
import type { ConsoleDeps } from './console-deps.ts'
import { deviceRoutes } from './devices/device-routes.ts'
import type { PageDeps } from './frame/page-route.ts'
import { gapRoutes } from './gaps/gap-routes.ts'
import { gatewayRoutes } from './gateway/gateway-routes.ts'
import { homeRoutes } from './home/home-routes.ts'
import { ladderRoutes } from './ladders/ladder-routes.ts'
import { mailboxRoutes } from './mailbox/mailbox-routes.ts'
import { firmLetterRoutes } from './notices/firm-letter-routes.ts'
import { noticeRoutes } from './notices/notice-routes.ts'
import { reachRoutes } from './notices/reach-routes.ts'
import { reviseRoutes } from './notices/revise-routes.ts'
import { parkedRoutes } from './parked/parked-routes.ts'
import { facilityRoutes } from './people/facility-routes.ts'
import { organisationRoutes } from './people/organisation-routes.ts'
import { peopleRoutes } from './people/people-routes.ts'
import { forwardRoutes } from './recalls/forward-routes.ts'
import { recallRoutes } from './recalls/recall-routes.ts'
import { unitRoutes } from './recalls/unit-routes.ts'
import { downloadRoutes } from './reports/download-routes.ts'
import { reportRoutes } from './reports/report-routes.ts'
import { reviewRoutes } from './reviews/review-routes.ts'
import { createSessionAuthenticator } from './session/authenticate-session.ts'
import { signInRoutes } from './session/sign-in-routes.ts'
import { sourceRoutes } from './sources/source-routes.ts'
import { sourceUploadRoute } from './sources/source-upload-route.ts'
import { stuckRoutes } from './stuck/stuck-routes.ts'
import { webhookRoutes } from './webhooks/webhook-routes.ts'

export type { ConsoleDeps } from './console-deps.ts'

/** Adds the pages, and the way to the API of other processes, and recognises who is signed in. Call it before the server listens. */
export async function startConsole(deps: ConsoleDeps): Promise<{ stop(): Promise<void> }> {
  const files = openAssetFiles()
  const pages: PageDeps = { ...deps, assets: `/assets/v-${files.version}` }
  deps.http.authenticator('session', createSessionAuthenticator(deps))
  const handedOn = deps.gateway === undefined ? [] : gatewayRoutes(deps.gateway)
  for (const route of [...assetRoutes(files), ...pageRoutes(pages), ...handedOn]) deps.http.add(route)
  return { stop: async () => deps.gateway?.close() }
}

const pageRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  ...signInRoutes(deps),
  ...homeRoutes(deps),
  ...recallRoutes(deps),
  ...unitRoutes(deps),
  ...gapRoutes(deps),
  ...ladderRoutes(deps),
  ...forwardRoutes(deps),
  ...catalogueRoutes(deps),
  ...sourceRoutes(deps),
  sourceUploadRoute(deps),
  ...noticeRoutes(deps),
  ...reachRoutes(deps),
  ...reviseRoutes(deps),
  ...reviewRoutes(deps),
  ...wrongRecipientRoutes(deps),
  ...caseRoutes(deps),
  ...taskRoutes(deps),
  ...deviceRoutes(deps),
  ...reportRoutes(deps),
  ...downloadRoutes(deps),
  ...firmLetterRoutes(deps),
  ...parkedRoutes(deps),
  ...stuckRoutes(deps),
  ...facilityRoutes(deps),
  ...webhookRoutes(deps),
  ...organisationRoutes(deps),
  ...peopleRoutes(deps),
  ...(deps.simulatedClock === true ? clockRoutes(deps) : []),
  ...(deps.mailbox === undefined ? [] : mailboxRoutes(deps, deps.mailbox)),
]
