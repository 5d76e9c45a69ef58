import { meetHolding, type Place, whereaboutsOf } from '@recallwire/domain/device/meet-holding.ts'
import type { Observation } from '@recallwire/domain/device/observation.ts'
import type { Matching } from './matching.ts'

/** Where the registry keeps what an observation speaks of; the rule is `meetHolding`. */
export async function resolveHolding(
  { registry, reader }: Pick<Matching, 'registry' | 'reader'>,
  observation: Observation,
): Promise<Place> {
  const whereabouts = whereaboutsOf(observation)
  const known = await registry.metBy(reader, [whereabouts])
  return meetHolding(
    observation,
    whereabouts,
    known.map(({ document }) => document),
  )
}
