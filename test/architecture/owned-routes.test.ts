import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownedRoutes, owners } from '@recallwire/console/gateway/owned-routes.ts'
import { composeInstallation } from '@recallwire/infra-embedded/compose.ts'
import { embeddedConfigSchema } from '@recallwire/infra-embedded/config.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { defaultHttpLimits } from '@recallwire/runtime/http-server-options.ts'
import { createLifecycle } from '@recallwire/runtime/lifecycle.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { timeLimitMs } from '@recallwire/runtime/route-handler.ts'
import { expect, test } from 'vitest'

const operations = /^\/(health\/|metrics$|openapi\.json$)/

/** What a service answers by itself, when it runs alone. */
async function routesOf(service: (typeof owners)[number]): Promise<readonly (readonly [string, number])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-routes-'))
  const lifecycle = createLifecycle()
  try {
    const { http } = await composeInstallation(
      {
        dataFolder: folder,
        port: 0,
        host: '127.0.0.1',
        config: embeddedConfigSchema.parse({
          RECALLWIRE_SES_EVENTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:mail-events',
        }),
        aws: { region: undefined, endpoint: undefined },
        clock: systemClock,
        realNow: systemClock.now,
        random: randomBytes,
        logger: createLogger({ level: 'silent' }),
        environmentBanner: undefined,
        alone: false,
        services: [service],
      },
      lifecycle,
    )
    return http.routes
      .filter(({ path }) => !operations.test(path))
      .map((route) => [`${route.method} ${route.path}`, timeLimitMs(route, defaultHttpLimits)])
  } finally {
    await lifecycle.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

test.each(owners)('the gateway knows every route of the %s and the time each may take', async (owner) => {
  const known = ownedRoutes
    .filter((route) => route.owner === owner)
    .map(({ method, path, limitMs }) => [`${method} ${path}`, limitMs])
  expect(known.toSorted()).toEqual((await routesOf(owner)).toSorted())
})
