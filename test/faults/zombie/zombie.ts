import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import type { FaultResult, FaultTest } from '../fault-test.ts'
import { compareOutcomes } from '../look/compare-outcomes.ts'
import { between, createRandom } from '../seeded-random.ts'
import { liveDisturbed, liveUndisturbed, type Stage } from '../world/live-disturbed.ts'
import { prepareWorld } from '../world/prepare-world.ts'
import { createWorld } from '../world/world.ts'

/** Two of three are frozen again and again; the third takes over what they held. */
const [workers, frozenOf] = [3, [0, 1]] as const

/** As short as the setting allows, so that hundreds of freezes of two leases fit into minutes. */
const leaseMs = 1_500

/**
 * T4: processes are frozen with work in hand for longer than their leases, others take over, and the frozen ones go on where they
 * stood, as if nothing had happened. No letter is accepted twice.
 */
async function freeze(zombies: number, facilities: number, seed: number): Promise<FaultResult> {
  const prepared = await prepareWorld(createWorld(facilities, zombies + 1))
  try {
    const setting = {
      workers,
      workerOptions: { logLeaseMs: leaseMs },
      settings: {
        RECALLWIRE_SENDER_LEASE_MS: String(leaseMs),
        RECALLWIRE_SETTLE_WINDOW_MS: String(6 * leaseMs),
      },
    }
    const haunted = await liveDisturbed(prepared, setting, (stage) => freezeAgain(stage, zombies, seed))
    const calm = await liveUndisturbed(prepared, haunted.published)
    const compared = compareOutcomes(calm.outcome, haunted.outcome)
    const repeats = haunted.outcome.tally.accepted.length - compared.letters
    return {
      test: 'zombie',
      kills: 0,
      seed,
      ...compared,
      figures: {
        zombies,
        heldLetters: haunted.result,
        repeats,
        leaseMs,
        frozenMs: 2 * leaseMs,
        recalls: haunted.published,
        seconds: Math.round(haunted.ms / 1_000),
        longestSilenceMs: Math.round(haunted.longestSilenceMs),
      },
      breaches: [
        ...compared.breaches,
        ...(repeats > 0 ? [`${repeats} letters were accepted twice`] : []),
        ...(haunted.result === 0 ? ['no process was frozen with a letter in hand'] : []),
      ],
    }
  } finally {
    prepared.close()
  }
}

/** Freezes so often, and says how often letters were in hand meanwhile. */
async function freezeAgain({ crew, observer, pace }: Stage, zombies: number, seed: number): Promise<number> {
  let [left, held] = [zombies, 0]
  await crew.allReady()
  const haunt = async (index: number) => {
    const random = createRandom(seed + index)
    while (left > 0) {
      left -= 1
      pace.allowOneMore()
      await eventually('letters are in hand', () => (observer.letters().sending ?? 0) > 0, 60_000)
      await delay(between(random, 0, 60))
      crew.process(index).freeze()
      if ((observer.letters().sending ?? 0) > 0) held += 1
      await delay(2 * leaseMs)
      crew.process(index).thaw()
      await delay(between(random, 100, 600))
    }
  }
  await Promise.all(frozenOf.map(haunt))
  return held
}

export const zombie: FaultTest = {
  name: 'zombie',
  run: async function* ({ full, seed }) {
    yield freeze(full ? 500 : 20, 20, seed)
  },
}
