import { setTimeout as delay } from 'node:timers/promises'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Language } from '@recallwire/domain/directory/language.ts'
import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { eventsOfRecords } from '@recallwire/domain/events/handle-records.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Channels } from '@recallwire/ports/channel.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { MailEvents } from '@recallwire/ports/mail-events.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { type Bell, createBell } from '@recallwire/runtime/bell.ts'
import type { HttpServer } from '@recallwire/runtime/http-server.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'
import { notifierTopics } from './casework/handle-event.ts'
import { handleEvents } from './casework/handle-events.ts'
import { takeDueSteps } from './casework/take-due-steps.ts'
import type { NotifierConfig } from './config.ts'
import { createGapCheck } from './gaps/check-gaps.ts'
import { createGapMetrics } from './gaps/gap-metrics.ts'
import { notifierRoutes } from './notifier-routes.ts'
import { createBreaker } from './sending/breaker.ts'
import { createGovernor } from './sending/governor.ts'
import { createLetterMetrics } from './sending/letter-metrics.ts'
import { receiveMailEvents } from './sending/receive-mail-events.ts'
import { createLetterSender } from './sending/send-letters.ts'
import { sendingTimes } from './sending/sending-times.ts'
import { settleLetters } from './sending/settle-letters.ts'
import { deliverWebhooks } from './webhooks/deliver-webhooks.ts'
import { createWebhookMetrics } from './webhooks/webhook-metrics.ts'

export type NotifierDeps = {
  readonly backEnd: Pick<
    BackEnd,
    | 'alarms'
    | 'attachments'
    | 'cases'
    | 'directory'
    | 'ladders'
    | 'leases'
    | 'letters'
    | 'log'
    | 'matching'
    | 'notices'
    | 'personal'
    | 'standings'
    | 'webhooks'
  >
  readonly mailer: Mailer
  /** Where the mail service reports what became of letters; left out where it does not. */
  readonly mailEvents?: MailEvents | undefined
  /** Calls facilities' own systems. */
  readonly webhook: Channels['webhook']
  /** Reads an address of AWS as text, within limits of its own: certificates and confirmations of SNS. */
  readonly readUrl: (url: string) => Promise<string>
  readonly http: Pick<HttpServer<Actor>, 'add'>
  /** Business time: due dates, and what records and events carry. */
  readonly clock: Clock
  /** Real time, for leases and retries; never simulated. */
  readonly realNow: () => string
  /** Cryptographically strong bytes, for links, codes and salts. */
  readonly random: (bytes: number) => Uint8Array
  /** The organisation id under which the installation itself acts. */
  readonly installationId: string
  /** With it reply links are made and codes hashed: at least 32 bytes, the same in every process, kept outside the store. */
  readonly linkSecret: Uint8Array
  /** Said on every reply page of an installation that is no production system, in its language. */
  readonly environmentBanner?: Readonly<Record<Language, string>> | undefined
  readonly logger: Logger
  readonly metrics: Metrics
  readonly config: NotifierConfig
  /** Told what no retry can heal. */
  readonly onFault: (error: unknown) => void
}

/** How long each loop rests when it found nothing to do. */
const idleMs = { gaps: 10_000, quota: 60_000, send: 250, settle: 2_000, steps: 500, webhooks: 500 }

/** While one waits for its last answers, the others keep the rate filled. */
const sendersOfQuota = 4

/** Wires cases, letters and reply pages onto the ports. Call it before the server listens. */
export async function startNotifier(given: NotifierDeps): Promise<{ stop(): Promise<void> }> {
  const times = sendingTimes(given.config.RECALLWIRE_SENDER_LEASE_MS)
  const owner = `notifier/${Buffer.from(given.random(16)).toString('hex')}`
  const steadyMs = () => performance.now()
  const governor = createGovernor({
    mailer: given.mailer,
    leases: given.backEnd.leases,
    owner,
    times,
    realNow: given.realNow,
    steadyMs,
    wait: (ms, signal) => delay(ms, undefined, { signal }),
  })
  const breaker = createBreaker(given.realNow)
  const [letterMetrics, webhookMetrics] = [
    createLetterMetrics(given.metrics),
    createWebhookMetrics(given.metrics),
  ]
  const deps = { ...given, governor, breaker, letterMetrics, webhookMetrics }
  const { http, backEnd, logger, onFault } = deps
  for (const route of notifierRoutes(deps)) http.add(route)
  const loop = (
    name: string,
    rest: number,
    run: (signal: AbortSignal) => Promise<'busy' | 'idle'>,
    bell?: Bell,
  ) => startLoop({ name, idleMs: rest, bell, run, onError: onFault, logger })
  const bells = { letters: createBell(), steps: createBell() }
  const subscription = await backEnd.log.subscribe({
    topics: notifierTopics,
    group: 'notifier',
    handle: async (records, signal) => {
      const events = eventsOfRecords(records)
      await handleEvents(deps, events, signal)
      if (events.some(queuesLetter)) bells.letters.ring()
      if (events.some(mayBeTold)) bells.steps.ring()
    },
  })
  const gapMetrics = createGapMetrics(given.metrics)
  const gapCheck = createGapCheck({ ...given, owner, steadyMs, gapMetrics })
  const loops = [
    loop('take due steps', idleMs.steps, (signal) => takeDueSteps(deps, signal), bells.steps),
    ...Array.from({ length: given.mailer.quota === undefined ? 1 : sendersOfQuota }, (_, index) =>
      loop(`send letters ${index + 1}`, idleMs.send, createLetterSender(deps).round, bells.letters),
    ),
    loop('share the rate', times.shareMs, async () => {
      await governor.share()
      return 'idle'
    }),
    loop('read the quota', idleMs.quota, async (signal) => {
      await governor.readQuota(signal)
      return 'idle'
    }),
    loop('check for gaps', idleMs.gaps, gapCheck.round),
    loop('settle letters', idleMs.settle, (signal) => settleLetters(deps, signal)),
    loop('deliver webhooks', idleMs.webhooks, (signal) => deliverWebhooks(deps, signal)),
  ]
  const { mailEvents } = deps
  if (mailEvents !== undefined) {
    loops.push(loop('receive mail events', 0, (signal) => receiveMailEvents(deps, mailEvents, signal)))
  }
  return {
    stop: async () => {
      await Promise.all([subscription.stop(), ...loops.map((running) => running.stop())])
    },
  }
}

/** After these a letter waits to be sent. */
const queuesLetter = (event: RecallEvent): boolean =>
  event.type === 'recallwire.case-changed.v1' && event.data.event.kind === 'LetterPlanned'

/** After these a case may have something to tell at once. */
const mayBeTold = (event: RecallEvent): boolean =>
  event.type === 'recallwire.units-matched.v1' || event.type === 'recallwire.matching-completed.v1'
