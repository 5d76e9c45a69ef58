import { setTimeout as delay } from 'node:timers/promises'
import { type Actor, serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import {
  type ParkedItem,
  parkedPageSchema,
  redriveAnswerSchema,
} from '@recallwire/domain/views/parked-view.ts'
import { openInstallationKeys } from '@recallwire/infra-embedded/installation-keys.ts'
import { type FaultResult, type FaultTest, nothingHappened } from '../fault-test.ts'
import type { Observer } from '../look/observe.ts'
import { createRandom } from '../seeded-random.ts'
import { liveDisturbed, type Stage } from '../world/live-disturbed.ts'
import { createPatientApi, type PatientApi } from '../world/patient-api.ts'
import { type PreparedWorld, prepareWorld } from '../world/prepare-world.ts'
import { createWorld } from '../world/world.ts'
import { type GivenRecord, recordsFor } from './poisoned-records.ts'

export type PoisonSize = { readonly records: number; readonly bad: number; readonly redriven: number }

/** Both read the topic, and each parks what it cannot handle. */
const groups = ['matcher', 'auditor'] as const
const topics = ['registry.events'] as const

/** No reader may stand still for longer. */
const stallMsAtMost = 5_000

/**
 * T9: among many records that devices make there are some that nobody can handle. Each is parked with its reason, all others are
 * handled, and nobody stands still meanwhile. Handed on again twice at once, a parked record is handed on once.
 */
export async function poisonLog(size: PoisonSize, seed: number): Promise<FaultResult> {
  const prepared = await prepareWorld(createWorld(20, 1))
  try {
    const records = recordsFor(prepared, size.records, size.bad, createRandom(seed))
    const lived = await liveDisturbed(prepared, {}, async (stage) => {
      await stage.crew.allReady()
      const drained = await drain(stage, records)
      const registered = await countRegistered(stage.observer, prepared)
      const redriven = await redriveTwice(prepared, stage, size.redriven, drained.parked)
      return { ...drained, ...redriven, registered }
    })
    const { ledgerFault } = lived.outcome
    const { longestStallMs, parked, withoutReason, registered, handedOn, parkedAgain } = lived.result
    const expected = records.reduce((sum, { badFor }) => sum + badFor, 0)
    const enrolledUnits = prepared.world.recalls.reduce((sum, { holding }) => sum + holding.length, 0)
    const good = size.records - size.bad + enrolledUnits
    return {
      ...nothingHappened('poison', seed),
      ledgerValid: ledgerFault === undefined,
      figures: {
        records: size.records,
        bad: size.bad,
        parked,
        longestStallMs: Math.round(longestStallMs),
        redrivenTwice: size.redriven,
        handedOn,
        seconds: Math.round(lived.ms / 1_000),
      },
      breaches: [
        ...(parked === expected ? [] : [`${parked} were parked instead of ${expected}`]),
        ...(withoutReason > 0 ? [`${withoutReason} were parked without a reason`] : []),
        ...(registered === good ? [] : [`${registered} units are registered of ${good} that were well`]),
        ...(longestStallMs > stallMsAtMost
          ? [`a reader stood still for ${Math.round(longestStallMs)} ms`]
          : []),
        ...(handedOn === size.redriven ? [] : [`${handedOn} were handed on, each asked for twice`]),
        ...(parkedAgain === groups.length * size.redriven
          ? []
          : [`${parkedAgain} of them were parked again`]),
        ...(ledgerFault === undefined ? [] : [`the verifier refuses the ledger: ${ledgerFault}`]),
      ],
    }
  } finally {
    prepared.close()
  }
}

/** Puts the records into the log, as another program would, and watches until every reader is through. */
async function drain({ observer }: Stage, records: readonly GivenRecord[]) {
  const { log, parked } = observer.backEnd
  const stalls = Promise.all(groups.map((group) => watchStall(observer, group, records.length)))
  const atOnce = 200
  for (let from = 0; from < records.length; from += atOnce) {
    const batch = records.slice(from, from + atOnce)
    await Promise.all(batch.map(({ key, value }) => log.publish('registry.events', key, value)))
  }
  const longestStallMs = Math.max(...(await stalls))
  let withoutReason = 0
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await parked.list('waiting', 1_000, after)
    withoutReason += page.items.filter(({ headers }) => (headers['parked-reason'] ?? '') === '').length
    after = page.next
  }
  return { longestStallMs, withoutReason, parked: (await parked.waiting()).count }
}

/** The longest that a group's place in the log stood still with records before it, until it is through so many. */
async function watchStall({ backEnd }: Observer, group: string, records: number): Promise<number> {
  let [longestMs, since, begun, before] = [0, performance.now(), false, -1]
  for (;;) {
    const lag = await backEnd.log.lag(group, topics)
    begun ||= lag > 0
    if (lag !== before || lag === 0) since = performance.now()
    longestMs = Math.max(longestMs, performance.now() - since)
    before = lag
    if (begun && lag === 0 && (await backEnd.log.lag('nobody', topics)) >= records) return longestMs
    await delay(50)
  }
}

async function countRegistered({ backEnd }: Observer, { enrolled }: PreparedWorld): Promise<number> {
  let count = 0
  for (const facilityId of enrolled.facilityIds)
    for (let after: string | undefined; ; ) {
      const page = await backEnd.registry.ofFacility(serviceReader('faults'), facilityId, 1_000, after)
      count += page.items.length
      after = page.next
      if (after === undefined) break
    }
  return count
}

/** Two ask at once to hand the same record on, for so many records. */
async function redriveTwice(
  prepared: PreparedWorld,
  { folder, caller, observer }: Stage,
  count: number,
  parkedBefore: number,
) {
  const { installationId } = openInstallationKeys(folder, () => new Uint8Array(32))
  const operator: Actor = { ...serviceActor('faults', installationId), role: 'operator' }
  const api = createPatientApi({ ...caller, secret: prepared.secret }, operator)
  // Of bytes in no envelope of ours neither reader can make anything.
  const items = (await parkedItems(api)).filter(({ event }) => event === undefined).slice(0, count)
  let handedOn = 0
  for (const { parkedId } of items) {
    const answers = await Promise.all(
      ['one', 'other'].map(async (who) =>
        redriveAnswerSchema.parse(await api.post(`/v1/parked/${parkedId}/redrive`, `${who}-${parkedId}`, {})),
      ),
    )
    handedOn += answers.filter(({ outcome }) => outcome === 'redriven').length
  }
  while (
    (await Promise.all(groups.map((group) => observer.backEnd.log.lag(group, topics)))).some((lag) => lag > 0)
  )
    await delay(50)
  return {
    handedOn,
    parkedAgain: (await observer.backEnd.parked.waiting()).count - (parkedBefore - handedOn),
  }
}

async function parkedItems(api: PatientApi): Promise<readonly ParkedItem[]> {
  const items: ParkedItem[] = []
  for (let after: string | undefined = ''; after !== undefined; ) {
    const query = after === '' ? '' : `?${new URLSearchParams({ after })}`
    const page = parkedPageSchema.parse(await api.get(`/v1/parked${query}`))
    items.push(...page.items)
    after = page.next
  }
  return items
}

export const poison: FaultTest = {
  name: 'poison',
  run: async function* ({ full, seed }) {
    const size = full
      ? { records: 100_000, bad: 1_000, redriven: 100 }
      : { records: 5_000, bad: 50, redriven: 10 }
    yield poisonLog(size, seed)
  },
}
