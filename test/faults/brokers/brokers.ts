import { type FaultResult, type FaultTest, nothingHappened } from '../fault-test.ts'
import { type BrokerDeaths, breakBrokers } from './break-brokers.ts'

/** Within so long of a broker's death every key must be acknowledged and handled again. */
const resumesWithinMs = 15_000

/** T8: one broker of three is killed at a time and brought back, while records are published and handled. */
async function killBrokers(kills: number, seed: number): Promise<FaultResult> {
  const deaths = await breakBrokers({ kills, seed, downMs: 1_000 })
  const nothing = nothingHappened('brokers', seed)
  if ('missing' in deaths) return { ...nothing, skipped: deaths.missing }
  const { acknowledged, doubled, repeats } = deaths
  return {
    ...nothing,
    kills,
    lost: deaths.lost.length,
    figures: {
      acknowledged,
      inTheLogTwice: doubled,
      handledTwice: repeats,
      acknowledgedAfterMs: Math.max(0, ...deaths.acknowledgedAfterMs),
      handledAfterMs: Math.max(0, ...deaths.handledAfterMs),
    },
    breaches: breachesOf(deaths),
  }
}

function breachesOf(deaths: BrokerDeaths): readonly string[] {
  const { acknowledged, lost, unhandled, skips, lag, faults } = deaths
  const late = [...deaths.acknowledgedAfterMs, ...deaths.handledAfterMs].filter((ms) => ms >= resumesWithinMs)
  return [
    ...(acknowledged > 0 ? [] : ['nothing was published']),
    ...(lost.length > 0 ? [`${lost.length} acknowledged records are not in the log`] : []),
    ...(unhandled > 0 ? [`${unhandled} acknowledged records were never handled`] : []),
    ...(skips.length > 0 ? [`${skips.length} records were skipped`] : []),
    ...(lag > 0 ? [`${lag} records were left unread`] : []),
    ...(faults.length > 0 ? [`the log reported ${faults.length} faults: ${String(faults[0])}`] : []),
    ...(late.length > 0 ? [`it took ${Math.max(...late)} ms to go on after a death`] : []),
  ]
}

export const brokers: FaultTest = {
  name: 'brokers',
  run: async function* ({ full, seed }) {
    yield killBrokers(full ? 20 : 3, seed)
  },
}
