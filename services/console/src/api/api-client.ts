import type { Actor } from '@recallwire/domain/access/actor.ts'
import { createCasesApi } from './cases-api.ts'
import { createCatalogueApi } from './catalogue-api.ts'
import { createClockApi } from './clock-api.ts'
import { createDevicesApi } from './devices-api.ts'
import { createDirectoryApi } from './directory-api.ts'
import { createFirmLettersApi } from './firm-letters-api.ts'
import { createGapsApi } from './gaps-api.ts'
import { createLaddersApi } from './ladders-api.ts'
import { createParkedApi } from './parked-api.ts'
import { createRecallsApi } from './recalls-api.ts'
import { createReportsApi } from './reports-api.ts'
import { createReviewsApi } from './reviews-api.ts'
import { createSourcesApi } from './sources-api.ts'
import { createTransport, type TransportOptions } from './transport.ts'
import { createWebhooksApi } from './webhooks-api.ts'

/** The whole HTTP API as one signed-in person sees it; every call ends with `signal`. */
export const createApiClient = (options: TransportOptions, actor: Actor, signal: AbortSignal) => {
  const transport = createTransport(options, actor, signal)
  return {
    recalls: createRecallsApi(transport),
    cases: createCasesApi(transport),
    catalogue: createCatalogueApi(transport),
    clock: createClockApi(transport),
    devices: createDevicesApi(transport),
    directory: createDirectoryApi(transport),
    firmLetters: createFirmLettersApi(transport),
    gaps: createGapsApi(transport),
    ladders: createLaddersApi(transport),
    parked: createParkedApi(transport),
    reports: createReportsApi(transport),
    reviews: createReviewsApi(transport),
    sources: createSourcesApi(transport),
    webhooks: createWebhooksApi(transport),
  }
}

export type ApiClient = ReturnType<typeof createApiClient>
