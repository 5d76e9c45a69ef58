import { recallIdOf } from '@recallwire/domain/ids.ts'
import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import { gtinCheckDigit } from '@recallwire/udi/gtin.ts'
import type { Comparison, Scenario } from '../scenario.ts'
import { bareSdk } from './bare-sdk.ts'
import { type Customers, draft, enrolCustomers } from './enrol-customers.ts'
import { everyLetter, ourEvents, usualEvents } from './event-contenders.ts'
import { type DeviceEvent, generateEvents } from './generate-events.ts'
import { type BenchInstallation, openBenchInstallation } from './open-installation.ts'
import { sharedNow } from './open-loop.ts'
import { createOutgoing, nullMailer } from './outgoing.ts'
import { startSesOutside } from './ses-outside.ts'

type Load = { readonly perSecond: number; readonly seconds: number; readonly runs: number }

const onNull = (thousands: number, full: Omit<Load, 'perSecond'>): Scenario => ({
  name: `event-to-mail-null-${thousands}k`,
  unit: 'ms',
  measures: 'duration',
  prepare: (quick) =>
    prepareEventToMail({
      perSecond: thousands * 1_000,
      ...(quick ? { seconds: 0.3 / thousands, runs: 1 } : full),
    }),
})

/**
 * From the moment at which a device event is due to be sent, whether those before were answered or not, to its letter at `Mailer.send`
 * on a null transport: no mail service is in it. One event in a hundred is mailed about.
 */
export const eventToMailNull: readonly Scenario[] = [
  onNull(1, { seconds: 10, runs: 2 }),
  onNull(10, { seconds: 3, runs: 2 }),
  onNull(30, { seconds: 1, runs: 2 }),
]

/**
 * Events of which each is mailed about, handed in as fast as they are taken, through the SDK to a local SES, beside a bare loop of the SDK
 * that hands over as many letters of the same size and does nothing else.
 */
export const eventToMailSes: Scenario = {
  name: 'event-to-mail-ses',
  unit: 'letters/s',
  measures: 'throughput',
  prepare: (quick) => prepareEventToSes(quick ? 20 : 1_000, quick ? 1 : 2),
}

const [mailsOneIn, everyMs] = [100, 10]

/** `others` are recalls that are open as well, of products that nobody reports. */
type Size = { readonly facilities: number; readonly recalls: number; readonly others: number }
const usualSize: Size = { facilities: 200, recalls: 20, others: 1_000 }

export async function prepareEventToMail(
  { perSecond, seconds, runs }: Load,
  size = usualSize,
): Promise<Comparison> {
  const outgoing = createOutgoing(sharedNow)
  const installation = await openBenchInstallation(outgoing.watch(nullMailer))
  const opened = await openRecalls(installation, size)
  const count = Math.max(mailsOneIn, perSecond * seconds)
  const perBatch = (perSecond * everyMs) / 1_000
  const events = { ...opened, rounds: createRounds(opened.customers, mailsOneIn, count), perBatch, everyMs }
  const usual = await usualEvents(events)
  return {
    items: count,
    turns: { warmUps: 1, runs },
    ours: await ourEvents(installation, outgoing, events),
    peers: [usual],
    figures: () => ({
      eventsPerSecond: perSecond,
      openRecalls: size.recalls + size.others,
      events: count,
      letters: count / mailsOneIn,
    }),
    close: async () => {
      await usual.close()
      await installation.close()
    },
  }
}

export async function prepareEventToSes(
  letters: number,
  runs: number,
  size = usualSize,
): Promise<Comparison> {
  const ses = await startSesOutside()
  const outgoing = createOutgoing(sharedNow)
  const mailer = ses.mailer('recalls@example.org')
  const installation = await openBenchInstallation(outgoing.watch(mailer))
  const opened = await openRecalls(installation, size)
  const rounds = createRounds(opened.customers, 1, letters)
  const bare = await bareSdk(ses, letters)
  return {
    items: letters,
    turns: { warmUps: 1, runs },
    ours: await ourEvents(installation, outgoing, { ...opened, rounds, perBatch: letters, everyMs }),
    peers: [
      {
        ...bare,
        work: async () => {
          await bare.work()
          return () => everyLetter
        },
      },
    ],
    close: async () => {
      await installation.close()
      mailer.close()
      await ses.stop()
    },
  }
}

/** By the recalls' references, all of them open. */
async function openRecalls(
  installation: BenchInstallation,
  { facilities, recalls, others: otherCount }: Size,
) {
  const customers = await enrolCustomers(installation, facilities, recalls)
  const recallIds = new Map<string, string>()
  for (const recall of customers.recalls) {
    const { recallId, publish } = await draft(installation, customers, recall)
    await publish()
    recallIds.set(recall.reference, recallId)
  }
  const others = Array.from({ length: otherCount }, (_, index) => recallIdOf('bench', `other ${index}`))
  await Promise.all(others.map((recallId, index) => openOther(installation, recallId, diOfOther(index))))
  await installation.settled()
  return { customers, recallIds, otherDis: others.map((_, index) => diOfOther(index)) }
}

/** Past the API: the matcher's own note of a recall that was published. */
async function openOther({ backEnd: { scopes } }: BenchInstallation, recallId: string, di: string) {
  const products: IndexedScope['products'] = [
    {
      productId: 'P',
      name: 'Pump',
      manufacturer: 'Other',
      refs: [],
      dis: [di],
      units: { all: true },
      verbatim: 'All.',
    },
  ]
  const next = { recallId, revision: 1, open: true, products, links: [], linking: 0 }
  await scopes.save({ id: recallId, expectedVersion: 0, next, events: [] })
}

const diOfOther = (index: number): string => {
  const body = `00999999${String(index).padStart(5, '0')}`
  return `${body}${gtinCheckDigit(body)}`
}

/** The same events for all, each round of others. */
function createRounds(customers: Customers, oneIn: number, count: number) {
  const rounds = new Map<number, readonly DeviceEvent[]>()
  return (number: number): readonly DeviceEvent[] => {
    const events = rounds.get(number) ?? generateEvents(customers, oneIn, count, number * count)
    rounds.set(number, events)
    return events
  }
}
