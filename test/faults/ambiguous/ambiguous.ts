import type { FaultResult, FaultTest } from '../fault-test.ts'
import { compareOutcomes } from '../look/compare-outcomes.ts'
import { type Lived, liveDisturbed, liveUndisturbed } from '../world/live-disturbed.ts'
import { type PreparedWorld, prepareWorld } from '../world/prepare-world.ts'
import { createWorld } from '../world/world.ts'

type AmbiguousSize = {
  readonly facilities: number
  readonly recalls: number
  /** Shares of sends whose answer is lost, most of them after the letter was accepted. */
  readonly lostAnswers: readonly number[]
  /** Shares of accepted letters of which nothing is ever reported. */
  readonly silent: readonly number[]
}

/**
 * T3: answers of the mail service are lost, and with them whether it took the letter. As long as its reports come, no letter is sent
 * twice; where nothing is reported either, it may be sent again, no more often than that, and every repeat is on record.
 */
async function* loseAnswers(size: AmbiguousSize, seed: number): AsyncGenerator<FaultResult> {
  const prepared = await prepareWorld(createWorld(size.facilities, size.recalls, { nothingBounces: true }))
  try {
    const calm = await liveUndisturbed(prepared, size.recalls)
    for (const silent of size.silent)
      for (const lost of size.lostAnswers) yield await judge(prepared, calm, { lost, silent, seed })
  } finally {
    prepared.close()
  }
}

type Wind = { readonly lost: number; readonly silent: number; readonly seed: number }

async function judge(prepared: PreparedWorld, calm: Lived<void>, wind: Wind): Promise<FaultResult> {
  const blown = await liveDisturbed(prepared, { weather: weatherOf(wind) }, async ({ pace }) =>
    pace.allow(calm.published),
  )
  const { accepted } = blown.outcome.tally
  const compared = compareOutcomes(calm.outcome, blown.outcome, wind.silent > 0 ? ['LetterDelivered'] : [])
  const repeats = accepted.length - compared.letters
  // Nobody can know of these that they were accepted.
  const unheard = accepted.filter((mail) => mail.unheard).length
  return {
    test: 'ambiguous',
    kills: 0,
    seed: wind.seed,
    ...compared,
    figures: {
      lostAnswers: `${wind.lost * 100} %`,
      nothingReported: `${wind.silent * 100} %`,
      unheard,
      repeats,
      seconds: Math.round(blown.ms / 1_000),
    },
    breaches: [
      ...compared.breaches,
      ...(repeats > unheard
        ? [`${repeats} letters were sent again, although only ${unheard} were accepted unheard`]
        : []),
    ],
  }
}

function weatherOf({ lost, silent, seed }: Wind) {
  return {
    seed,
    answers: {
      'reset-after-accept': lost * 0.4,
      'error-after-accept': lost * 0.3,
      'garbled-after-accept': lost * 0.1,
      'hang-after-accept': lost * 0.02,
      reset: lost * 0.1,
      unavailable: lost * 0.06,
      hang: lost * 0.02,
    },
    events: { silent, doubled: 0.1, reversed: 0.1, late: 0.3, lateMs: 450 },
  }
}

const sizes = {
  usual: { facilities: 40, recalls: 5, lostAnswers: [0.2], silent: [0, 0.02] },
  full: { facilities: 100, recalls: 20, lostAnswers: [0, 0.01, 0.05, 0.1, 0.2], silent: [0, 0.02] },
} as const

export const ambiguous: FaultTest = {
  name: 'ambiguous',
  run: ({ full, seed }) => loseAnswers(full ? sizes.full : sizes.usual, seed),
}
