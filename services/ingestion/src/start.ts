import { startLoop } from '@recallwire/runtime/loop.ts'
import { abandonImports } from './devices/abandon-imports.ts'
import { countedRows } from './devices/counted-rows.ts'
import type { IngestionDeps } from './ingestion-deps.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { consigneeRoutes } from './routes/consignees.ts'
import { contactHealthRoutes } from './routes/contact-health.ts'
import { contactRoutes } from './routes/contacts.ts'
import { deviceMappingRoutes } from './routes/device-mappings.ts'
import { deviceRoutes } from './routes/devices.ts'
import { facilityRoutes } from './routes/facilities.ts'
import { importRoutes } from './routes/imports.ts'
import { keyRoutes } from './routes/keys.ts'
import { noticeRoutes } from './routes/notices.ts'
import { organisationRoutes } from './routes/organisations.ts'
import { peopleRoutes } from './routes/people.ts'
import { recallRoutes } from './routes/recalls.ts'
import { reviewDraftRoutes } from './routes/review-drafts.ts'
import { revisionRoutes } from './routes/revisions.ts'
import { signInRoutes } from './routes/sign-ins.ts'
import { sourceRoutes } from './routes/sources.ts'

export { createOperator } from './bootstrap.ts'

const resources = [
  organisationRoutes,
  peopleRoutes,
  keyRoutes,
  signInRoutes,
  facilityRoutes,
  contactRoutes,
  contactHealthRoutes,
  consigneeRoutes,
  attachmentRoutes,
  noticeRoutes,
  revisionRoutes,
  recallRoutes,
  reviewDraftRoutes,
  sourceRoutes,
  deviceRoutes,
  deviceMappingRoutes,
  importRoutes,
  catalogueRoutes,
]

const cleanUpEveryMs = 60_000

/** Adds ingestion's routes to the server, and throws away what broken-off imports leave behind. */
export async function startIngestion(deps: IngestionDeps): Promise<{ stop(): Promise<void> }> {
  // Shown from the first minute on, and not only when the first rows have come.
  countedRows(deps.metrics)
  for (const routesOf of resources) for (const route of routesOf(deps)) deps.http.add(route)
  return startLoop({
    name: 'broken-off-imports',
    idleMs: cleanUpEveryMs,
    run: async () => ((await abandonImports(deps.backEnd, deps.clock.now())) > 0 ? 'busy' : 'idle'),
    onError: deps.onFault,
    logger: deps.logger,
  })
}
