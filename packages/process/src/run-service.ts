import { randomBytes } from 'node:crypto'
import { systemClock } from '@recallwire/ports/clock.ts'
import { armFailpoint } from '@recallwire/runtime/failpoint.ts'
import { createLifecycle, type Lifecycle, untilSignal } from '@recallwire/runtime/lifecycle.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { addOperations } from '@recallwire/runtime/operations.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import type { z } from 'zod'
import { demonstrationBanner } from './banners.ts'
import { checkStorage } from './check-storage.ts'
import { openBackEnd } from './open-back-end.ts'
import { openHttp } from './open-http.ts'
import { readSettings } from './read-settings.ts'
import type { ProcessHost, ServiceProgram } from './service-program.ts'
import { startRelay } from './start-relay.ts'
import { startWatch } from './watch-log.ts'

/**
 * Runs one service until a signal or a fault ends it, and ends the process: 0 after SIGINT or SIGTERM, 1 where it cannot start or
 * go on, 2 for a wrong command line. It ends whatever may still be trying to connect, so that a supervisor starts it anew.
 */
export async function runService<Own extends z.ZodObject>(
  program: ServiceProgram<Own>,
  host: ProcessHost,
): Promise<void> {
  const [argument] = host.argv.slice(2)
  if (argument !== undefined) {
    host.stderr.write(`${program.name} takes its settings from the environment alone: see the README.\n`)
    host.exit(argument === '--help' ? 0 : 2)
    return
  }
  const lifecycle = createLifecycle()
  // A signal during the start stops what was opened by then, and the start ends with the process.
  const ended = untilSignal(host, lifecycle)
  startService(program, host, lifecycle).catch((error: unknown) => lifecycle.fail(error))
  host.exit(
    await ended.then(
      () => 0,
      (error: unknown) => {
        tellEnd(program.name, host, error)
        return 1
      },
    ),
  )
}

async function startService<Own extends z.ZodObject>(
  program: ServiceProgram<Own>,
  host: ProcessHost,
  lifecycle: Lifecycle,
): Promise<void> {
  const alsoKnown = armFailpoint(host.env, () => host.kill(host.pid, 'SIGKILL'))
  const settings = readSettings(program.settings, host.env, alsoKnown)
  const config = settings.process
  const logger = createLogger({ level: config.RECALLWIRE_LOG_LEVEL, destination: host.stderr }).child({
    service: program.name,
  })
  const metrics = createMetrics({ processMetrics: true })
  const realNow = systemClock.now
  const onFault = (error: unknown) => lifecycle.fail(error)
  const backEnd = await openBackEnd(settings.backEnd, { realNow, logger, onFault })
  lifecycle.add('back end', () => backEnd.close())
  const environmentBanner = config.RECALLWIRE_DEMONSTRATION ? demonstrationBanner : undefined
  const publicUrl = config.RECALLWIRE_PUBLIC_URL
  const [forwardedSecret = new Uint8Array()] = config.RECALLWIRE_FORWARDING_SECRET
  const shared = { backEnd, clock: systemClock, realNow, publicUrl, logger, metrics, onFault }
  const http = openHttp({
    ...shared,
    forwardedSecrets: config.RECALLWIRE_FORWARDING_SECRET,
    trustedProxies: config.RECALLWIRE_TRUSTED_PROXIES,
    environmentBanner: environmentBanner?.en,
  })
  const started = await program.start(
    {
      ...shared,
      http,
      random: randomBytes,
      installationId: config.RECALLWIRE_INSTALLATION_ID,
      forwardedSecret,
      environmentBanner,
      dataFolder: 'RECALLWIRE_DATA' in settings.backEnd ? settings.backEnd.RECALLWIRE_DATA : undefined,
      aws: awsOf(host.env),
      lifecycle,
    },
    settings.own,
  )
  lifecycle.add(program.name, () => started.stop())
  if (program.relays) lifecycle.add('relay', startRelay({ ...shared, outbox: backEnd.outbox }).stop)
  if (program.watches) lifecycle.add('watch', startWatch(shared).stop)
  addOperations(http, {
    info: { title: 'Recallwire', version: '0.1.0' },
    logger,
    metrics,
    checks: { storage: checkStorage(backEnd) },
    document: started.apiDocument,
  })
  lifecycle.add('listener', () => http.close())
  const bound = await http.listen({ host: config.RECALLWIRE_HOST, port: config.RECALLWIRE_PORT })
  const url = `http://${bound.host.includes(':') ? `[${bound.host}]` : bound.host}:${bound.port}`
  host.stdout.write(`${JSON.stringify({ message: 'listening', service: program.name, url })}\n`)
}

/** The names by which Amazon's own programs are told the same. */
const awsOf = (env: ProcessHost['env']) => ({
  region: env.AWS_REGION,
  endpoint: env.AWS_ENDPOINT_URL_SES,
  queueEndpoint: env.AWS_ENDPOINT_URL_SQS,
})

function tellEnd(name: string, host: ProcessHost, error: unknown): void {
  const known = findRecallError(error)
  // Of its settings a person wants to read a list, not a line of JSON.
  if (known?.code === 'config-invalid') host.stderr.write(`${known.message}\n`)
  else {
    const logger = createLogger({ level: 'error', destination: host.stderr }).child({ service: name })
    logger.error('the process ends', { error })
  }
}
