import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startAuditor } from '@recallwire/auditor/start.ts'
import { startConsole } from '@recallwire/console/start.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import { startIngestion } from '@recallwire/ingestion/start.ts'
import { signerFromSeed } from '@recallwire/ledger/signer.ts'
import { createUrlReader } from '@recallwire/mail/read-url.ts'
import { startMatcher } from '@recallwire/matcher/start.ts'
import { startNotifier } from '@recallwire/notifier/start.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { Banner } from '@recallwire/process/banners.ts'
import { checkStorage } from '@recallwire/process/check-storage.ts'
import { choosePort } from '@recallwire/process/choose-port.ts'
import { openHttp } from '@recallwire/process/open-http.ts'
import { type AwsSettings, type OpenedMail, openMail } from '@recallwire/process/open-mail.ts'
import { openWebhookCaller } from '@recallwire/process/open-webhook-caller.ts'
import { startRelay } from '@recallwire/process/start-relay.ts'
import { startWatch } from '@recallwire/process/watch-log.ts'
import type { HttpServer } from '@recallwire/runtime/http-server.ts'
import type { Lifecycle } from '@recallwire/runtime/lifecycle.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { addOperations } from '@recallwire/runtime/operations.ts'
import { clockRoutes } from './clock-routes.ts'
import type { EmbeddedConfig } from './config.ts'
import { idempotencyAfterRestart } from './idempotency-after-restart.ts'
import { type InstallationKeys, openInstallationKeys } from './installation-keys.ts'
import { lettersAfterRestart } from './letters-after-restart.ts'
import type { SimulatedClock } from './simulated-clock.ts'

export type CompositionOptions = {
  readonly dataFolder: string
  /** 0 picks a free port. */
  readonly port: number
  readonly host: string
  readonly config: EmbeddedConfig
  readonly aws: AwsSettings
  /** A back end of the caller's own, in place of the data file. */
  readonly backEnd?: BackEnd | undefined
  /** A mail service of the caller's own, in place of the one that the settings name. */
  readonly mail?: OpenedMail | undefined
  /** Business time; a test may give one that it moves. */
  readonly clock: Clock
  /** The same clock where it can be moved through the API and the console. */
  readonly simulatedClock?: SimulatedClock | undefined
  readonly realNow: () => string
  readonly random: (bytes: number) => Uint8Array
  readonly logger: Logger
  /** Says that this is no production system, in the languages of its pages. */
  readonly environmentBanner: Banner | undefined
  /** Whether a lock keeps every other process off the data: then what a process that was killed held is free at once. */
  readonly alone: boolean
  /** How long a reader of the log that has stopped keeps its partitions, in milliseconds; the back end's own default. */
  readonly logLeaseMs?: number | undefined
  /** Which services run here; all of them by default. */
  readonly services?: readonly ServiceName[] | undefined
}

export const serviceNames = ['ingestion', 'matcher', 'notifier', 'auditor', 'console'] as const
export type ServiceName = (typeof serviceNames)[number]

export type Running = {
  readonly publicUrl: string
  /** The address of this process itself. */
  readonly baseUrl: string
  /** Whether this start made the data file. */
  readonly isNew: boolean
  readonly backEnd: BackEnd
  readonly keys: InstallationKeys
  /** What it answers, for the test that holds every route against the role table. */
  readonly http: HttpServer<Actor>
  readonly lifecycle: Lifecycle
}

/**
 * Every service on one SQLite file behind one listener. Each part is added to the lifecycle as it is opened, so that whoever
 * called stops what was opened when this rejects.
 */
export async function composeInstallation(
  options: CompositionOptions,
  lifecycle: Lifecycle,
): Promise<Running> {
  const { dataFolder, host, clock, realNow, random, logger, environmentBanner, alone } = options
  const file = join(dataFolder, 'recallwire.db')
  const isNew = !existsSync(file)
  const backEnd = options.backEnd ?? (await openEmbedded({ file, realNow, leaseMs: options.logLeaseMs }))
  lifecycle.add('data file', () => backEnd.close())
  const keys = openInstallationKeys(dataFolder, random)
  const mail = options.mail ?? (await openMail(dataFolder, options.config, options.aws))
  lifecycle.add('mail', () => mail.close())

  const port = await choosePort(options.port, host)
  const baseUrl = `http://${host}:${port}`
  const publicUrl = options.config.RECALLWIRE_PUBLIC_URL ?? baseUrl
  const metrics = createMetrics({ processMetrics: true })
  const idempotency = alone ? idempotencyAfterRestart(backEnd.idempotency, realNow()) : backEnd.idempotency
  const http = openHttp({
    backEnd: { ...backEnd, idempotency },
    clock,
    realNow,
    forwardedSecrets: [keys.forwarding],
    trustedProxies: options.config.RECALLWIRE_TRUSTED_PROXIES,
    publicUrl,
    environmentBanner: environmentBanner?.en,
    logger,
    metrics,
  })
  const onFault = (error: unknown) => lifecycle.fail(error)
  const config = { ...options.config, RECALLWIRE_PUBLIC_URL: publicUrl }
  const { installationId } = keys
  const shared = { backEnd, http, clock, realNow, random, installationId, logger, metrics, config, onFault }
  const signer = signerFromSeed(keys.ledger, config.RECALLWIRE_LEDGER_ORIGIN)

  const { simulatedClock } = options
  if (simulatedClock !== undefined) {
    lifecycle.add('clock', () => simulatedClock.stop())
    for (const route of clockRoutes(simulatedClock)) http.add(route)
  }
  const mailing = {
    mailer: mail.mailer,
    mailEvents: mail.mailEvents,
    readUrl: createUrlReader(fetch),
    webhook: openWebhookCaller(config),
    linkSecret: keys.replyLinks,
    environmentBanner,
  }
  const letters = alone ? lettersAfterRestart(backEnd.letters) : backEnd.letters
  const notifying = { ...shared, ...mailing, backEnd: { ...backEnd, letters } }
  const pages = {
    forwardedSecret: keys.forwarding,
    apiUrls: () => [baseUrl],
    fetch,
    publicUrl,
    environmentBanner: environmentBanner?.en,
    simulatedClock: simulatedClock !== undefined,
  }
  const looking =
    mail.mailbox === undefined ? {} : { mailbox: mail.mailbox, mailboxFor: mailboxFor(environmentBanner) }
  const starts: Readonly<Record<ServiceName, () => Promise<{ stop(): Promise<void> }>>> = {
    ingestion: () => startIngestion(shared),
    matcher: () => startMatcher(shared),
    notifier: () => startNotifier(notifying),
    auditor: () => startAuditor({ ...shared, signer }),
    console: () => startConsole({ ...shared, ...pages, ...looking }),
  }
  for (const name of options.services ?? serviceNames) lifecycle.add(name, (await starts[name]()).stop)
  lifecycle.add('relay', startRelay({ ...shared, outbox: backEnd.outbox }).stop)
  lifecycle.add('watch', startWatch(shared).stop)

  addOperations(http, {
    info: { title: 'Recallwire', version: '0.1.0' },
    logger,
    metrics,
    checks: { storage: checkStorage(backEnd) },
  })
  lifecycle.add('listener', () => http.close())
  await http.listen({ host, port })
  return { publicUrl, baseUrl, isNew, backEnd, keys, http, lifecycle }
}

/** In a demonstration everyone may look into the mailbox; in earnest the letters are for the operator alone. */
const mailboxFor = (environmentBanner: CompositionOptions['environmentBanner']): 'operator' | 'everyone' =>
  environmentBanner === undefined ? 'operator' : 'everyone'
