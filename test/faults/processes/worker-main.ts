import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { composeInstallation } from '@recallwire/infra-embedded/compose.ts'
import { embeddedConfigSchema } from '@recallwire/infra-embedded/config.ts'
import { readConfig } from '@recallwire/runtime/config.ts'
import { armFailpoint } from '@recallwire/runtime/failpoint.ts'
import { createLifecycle, untilSignal } from '@recallwire/runtime/lifecycle.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { movedTime } from './moved-time.ts'
import { parseWorkerOptions } from './worker-options.ts'

/**
 * The installation as `start` composes it, without the lock that keeps a second process off the data: several of these work on
 * one file, so that leases, fences and readers that poll are as real as on several machines.
 */
const alsoKnown = armFailpoint(process.env, () => process.kill(process.pid, 'SIGKILL'))
const options = parseWorkerOptions(process.argv[2])
const lifecycle = createLifecycle()
const time = movedTime(options.timeFile)
const { services } = options
try {
  await composeInstallation(
    {
      dataFolder: options.dataFolder,
      port: options.port,
      host: '127.0.0.1',
      config: readConfig(embeddedConfigSchema, process.env, alsoKnown),
      aws: {
        region: process.env.AWS_REGION,
        endpoint: process.env.AWS_ENDPOINT_URL_SES,
        queueEndpoint: process.env.AWS_ENDPOINT_URL_SQS,
      },
      clock: { now: time.business },
      realNow: time.real,
      random: randomBytes,
      logger: createLogger({ level: 'warn', destination: process.stderr }),
      environmentBanner: undefined,
      alone: false,
      logLeaseMs: options.logLeaseMs,
      ...(services === undefined ? {} : { services }),
    },
    lifecycle,
  )
  process.stdout.write('Opened.\n')
  await untilSignal(process, lifecycle)
} catch (error) {
  process.stderr.write(`${inspect(error)}\n`)
  await lifecycle.stop()
  process.exitCode = 1
}
