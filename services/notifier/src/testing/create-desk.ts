import { createHash } from 'node:crypto'
import { type Actor, serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import { type Case, nextDueAt } from '@recallwire/domain/casework/case.ts'
import { eventBytes, outgoing, parseEvent, type RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { EventData, EventType } from '@recallwire/domain/events/event-catalogue.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { WebhookCaller } from '@recallwire/ports/channel.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { handleEvent, notifierTopics } from '../casework/handle-event.ts'
import { handleEvents } from '../casework/handle-events.ts'
import { takeDueSteps } from '../casework/take-due-steps.ts'
import { notifierConfigSchema } from '../config.ts'
import { firmOrganisationId, publishedAt, recallId } from '../letters/testing/sample-recall.ts'
import { createBreaker } from '../sending/breaker.ts'
import { createGovernor } from '../sending/governor.ts'
import { createLetterMetrics } from '../sending/letter-metrics.ts'
import { createLetterSender } from '../sending/send-letters.ts'
import type { SendingDeps } from '../sending/sending-deps.ts'
import { sendingTimes } from '../sending/sending-times.ts'
import { settleLetters } from '../sending/settle-letters.ts'
import { deliverWebhooks } from '../webhooks/deliver-webhooks.ts'
import type { WebhookDeps } from '../webhooks/webhook-deps.ts'
import { createWebhookMetrics } from '../webhooks/webhook-metrics.ts'

const installationId = firmOrganisationId
const signal = new AbortController().signal

/** For tests in which no facility has registered an address. */
const callsNobody: WebhookCaller = {
  post: async ({ url }) => {
    throw new Error(`${url} is not to be called`)
  },
}

/**
 * A notifier whose loops turn only when a test says so: what is between two calls is where a process could have died.
 * Both clocks stand still until they are moved.
 */
export function createDesk(backEnd: BackEnd, mailer: Mailer, webhook: WebhookCaller = callsNobody) {
  let business = publishedAt
  let real = publishedAt
  let drawn = 0
  const deps: SendingDeps & CaseworkDeps & WebhookDeps = {
    backEnd,
    mailer,
    webhook,
    // Pacing has tests of its own; here letters leave as they are claimed.
    governor: createGovernor({
      mailer: {},
      leases: backEnd.leases,
      owner: 'desk',
      times: sendingTimes(30_000),
      realNow: () => real,
      steadyMs: () => 0,
      wait: async () => undefined,
    }),
    breaker: createBreaker(() => real),
    clock: { now: () => business },
    realNow: () => real,
    random: (bytes) => {
      drawn += 1
      return createHash('sha512').update(`draw ${drawn}`).digest().subarray(0, bytes)
    },
    installationId,
    linkSecret: new Uint8Array(32).fill(7),
    logger: createLogger({ level: 'silent' }),
    letterMetrics: createLetterMetrics(createMetrics()),
    config: notifierConfigSchema.parse({
      RECALLWIRE_PUBLIC_URL: 'https://recalls.example.org',
      RECALLWIRE_MAIL_FROM: 'recalls@example.org',
    }),
  }
  const webhookMetrics = createWebhookMetrics(createMetrics())
  const reader = serviceReader('test')
  const seen: RecallEvent[] = []
  const offsets = new Map(notifierTopics.map((topic) => [topic, new Map<number, number>()]))

  async function readNew(): Promise<readonly RecallEvent[]> {
    while ((await backEnd.outbox.relay(200)) > 0);
    const events: RecallEvent[] = []
    for (const [topic, after] of offsets) {
      for await (const record of backEnd.log.read(topic, Object.fromEntries(after))) {
        after.set(record.partition, record.offset)
        const parsed = parseEvent(record.value)
        if (parsed.kind === 'problem') throw new Error(parsed.reason)
        events.push(parsed.event)
      }
    }
    return events
  }

  const desk = {
    deps,
    /** Every event handled so far, in the order of handling. */
    seen,
    handle: (event: RecallEvent) => handleEvent(deps, event, signal),
    /** Handles everything in the log, and what comes of it, until nothing is left. */
    deliver: async () => {
      for (let events = await readNew(); events.length > 0; events = await readNew()) {
        await handleEvents(deps, events, signal)
        seen.push(...events)
      }
    },
    /** Moves both clocks forward. */
    pass: (ms: number) => {
      business = addMs(business, ms)
      real = addMs(real, ms)
    },
    deliverWebhooks: () => deliverWebhooks({ ...deps, webhookMetrics }, signal),
    takeSteps: () => takeDueSteps(deps, signal),
    settle: () => settleLetters(deps, signal),
    createSender: () => {
      const sender = createLetterSender(deps)
      return { round: () => sender.round(signal) }
    },
    /** Tells, plans, sends and delivers until nothing more happens at this instant. */
    run: async () => {
      const sender = createLetterSender(deps)
      let busy = true
      while (busy) {
        await desk.deliver()
        busy = (await desk.takeSteps()) === 'busy'
        await desk.deliver()
        busy = (await sender.round(signal)) === 'busy' || busy
      }
    },
    /** Runs at every instant at which something falls due, up to so many days later. */
    runDays: async (days: number) => {
      const end = addMs(business, days * 86_400_000)
      await desk.run()
      for (let due = await earliest(end); due !== undefined; due = await earliest(end)) {
        desk.pass(Date.parse(due) - Date.parse(business))
        await desk.run()
      }
      desk.pass(Date.parse(end) - Date.parse(business))
    },
    say: async <T extends EventType>(type: T, data: EventData<T>, name: string = type) => {
      const actor: Actor = serviceActor('test', installationId)
      const id = eventIdOf('/test', name, 0)
      const sent = outgoing(recallId, {
        id,
        source: '/test',
        type,
        subject: recallId,
        at: business,
        actor,
        data,
      })
      await backEnd.log.publish(sent.topic, sent.key, eventBytes(sent.event))
      return sent.event
    },
    cases: async (): Promise<readonly Case[]> =>
      (await backEnd.cases.ofRecall(reader, recallId)).map(({ document }) => document),
    letters: async (caseId: string): Promise<readonly Letter[]> =>
      (await backEnd.letters.ofCase(reader, caseId)).map(({ document }) => document),
  }

  async function earliest(end: string): Promise<string | undefined> {
    const due = (await desk.cases())
      .flatMap((on) => nextDueAt(on) ?? [])
      .toSorted()
      .at(0)
    return due !== undefined && due <= end ? due : undefined
  }
  return desk
}
export type Desk = ReturnType<typeof createDesk>
