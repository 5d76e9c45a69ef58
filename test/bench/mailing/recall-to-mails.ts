import type { WorldRecall } from '../../faults/world/world.ts'
import { roundedTo } from '../percentile-of.ts'
import type { Comparison, Contender, Scenario } from '../scenario.ts'
import { bareSdk } from './bare-sdk.ts'
import { addressOf, type Customers, draft, enrolCustomers } from './enrol-customers.ts'
import { handInUnits, serialAt } from './hand-in-units.ts'
import { type BenchInstallation, openBenchInstallation } from './open-installation.ts'
import { createOutgoing, nullMailer, type Outgoing } from './outgoing.ts'
import { startSesOutside } from './ses-outside.ts'
import { createUsualStack } from './usual-stack.ts'

/** From the second person's approval to every facility's letter at `Mailer.send`, on a null transport: no mail service is in it. */
export const recallToMailsNull: Scenario = {
  name: 'recall-to-mails-null',
  unit: 'ms',
  measures: 'duration',
  prepare: (quick) => prepareRecallToMails(quick ? 40 : 10_000, 1),
}

/**
 * The same with the SDK and a local SES, which runs in a process of its own, beside a bare loop of the SDK that hands over the same
 * number of letters of the same size and does nothing else.
 */
export const recallToMailsSes: Scenario = {
  name: 'recall-to-mails-ses',
  unit: 'letters/s',
  measures: 'throughput',
  prepare: (quick) => prepareRecallToSes(quick ? 40 : 2_000, quick ? 1 : 3),
}

const warmSites = 20

/** Each contender writes to every site once for each recall, after one that reached a few, so that all is warm. */
export async function prepareRecallToMails(sites: number, runs: number): Promise<Comparison> {
  const outgoing = createOutgoing(() => performance.now())
  const installation = await openBenchInstallation(outgoing.watch(nullMailer))
  const customers = await enrolCustomers(installation, sites, runs + 1)
  const held = customers.recalls.map((recall) => ({ recall, sites: recall.index === 0 ? warmSites : sites }))
  for (const { recall, sites: count } of held) await handInUnits(installation, customers, recall, count)
  const ours = await ourRecalls({ installation, outgoing, customers })
  const usual = await usualRecalls(customers, held)
  return {
    items: sites,
    turns: { warmUps: 0, runs },
    ours,
    peers: [usual],
    figures: () => ({ facilities: sites, ...ours.ends() }),
    close: async () => {
      await usual.close()
      await installation.close()
    },
  }
}

export async function prepareRecallToSes(sites: number, runs: number): Promise<Comparison> {
  const ses = await startSesOutside()
  const outgoing = createOutgoing(() => performance.now())
  const mailer = ses.mailer('recalls@example.org')
  const installation = await openBenchInstallation(outgoing.watch(mailer))
  const customers = await enrolCustomers(installation, sites, runs + 1)
  for (const recall of customers.recalls)
    await handInUnits(installation, customers, recall, recall.index === 0 ? warmSites : sites)
  const ours = await ourRecalls({ installation, outgoing, customers })
  return {
    items: sites,
    turns: { warmUps: 0, runs },
    ours,
    peers: [await bareSdk(ses, sites)],
    figures: () => ({ facilities: sites, ...ours.ends() }),
    close: async () => {
      await installation.close()
      mailer.close()
      await ses.stop()
    },
  }
}

type Recalls = {
  readonly installation: BenchInstallation
  readonly outgoing: Outgoing
  readonly customers: Customers
}

async function ourRecalls({ installation, outgoing, customers }: Recalls) {
  const sites = customers.facilities.length
  let durations: readonly number[] = []
  let next = 0
  let drafted = await draftNext()
  async function draftNext() {
    const recall = customers.recalls[next]
    next += 1
    if (recall === undefined) throw new RangeError('there is no further recall')
    const { publish } = await draft(installation, customers, recall)
    await installation.settled()
    return publish
  }
  await drafted()
  await outgoing.next(Math.min(warmSites, sites))
  const contender: Contender = {
    name: 'ours',
    durations: () => durations,
    ready: async () => {
      await installation.settled()
      drafted = await draftNext()
    },
    work: async () => {
      const startedAt = performance.now()
      const published = drafted()
      const left = await outgoing.next(sites)
      durations = left.map(({ at }) => at - startedAt)
      await published
      return () => addressesOf(left.map(({ mail }) => mail.to))
    },
  }
  return {
    ...contender,
    ends: () => ({
      firstMs: roundedTo(10, Math.min(...durations)),
      lastMs: roundedTo(10, Math.max(...durations)),
    }),
  }
}

type Held = readonly { readonly recall: WorldRecall; readonly sites: number }[]

async function usualRecalls(customers: Customers, held: Held) {
  const addressAt = new Map(customers.facilities.map(({ facilityId }, site) => [facilityId, addressOf(site)]))
  let [addresses, times, startedAt]: [string[], number[], number] = [[], [], 0]
  const stack = await createUsualStack(
    customers,
    (id) => addressAt.get(id) ?? '',
    ({ to }) => {
      addresses.push(to)
      times.push(performance.now() - startedAt)
    },
  )
  for (const { recall, sites } of held)
    stack.fill(
      customers.facilities
        .slice(0, sites)
        .map(({ facilityId }, site) => ({ facilityId, di: recall.di, serial: serialAt(recall, site) })),
    )
  let next = 0
  const publishNext = async () => {
    const recall = customers.recalls[next]
    next += 1
    if (recall === undefined) throw new RangeError('there is no further recall')
    ;[addresses, times, startedAt] = [[], [], performance.now()]
    await stack.publish(recall)
  }
  await publishNext()
  const contender: Contender = {
    name: 'usual-stack',
    durations: () => times,
    work: async () => {
      await publishNext()
      const found = addresses
      return () => addressesOf(found)
    },
  }
  return { ...contender, close: stack.close }
}

/** Whoever was written to, once for each letter. */
const addressesOf = (addresses: readonly string[]): string => addresses.toSorted().join('\n')
