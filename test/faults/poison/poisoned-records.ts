import { observationSchema } from '@recallwire/domain/device/observation.ts'
import { eventBytes, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { between } from '../seeded-random.ts'
import type { PreparedWorld } from '../world/prepare-world.ts'

export type GivenRecord = {
  readonly key: string
  readonly value: Uint8Array
  /** How many of the two readers cannot handle it. */
  readonly badFor: number
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

type Spoiling = { readonly badFor: 1 | 2; readonly spoil: (good: string) => string }

/** Ways in which a record can be one that cannot be handled. What a device says is read by the matcher alone. */
const spoilings: readonly Spoiling[] = [
  { badFor: 2, spoil: () => '' },
  { badFor: 2, spoil: () => 'not an event at all \u0000' },
  { badFor: 2, spoil: (good) => good.slice(0, good.length / 2) },
  { badFor: 2, spoil: (good) => `[${good}]` },
  {
    badFor: 2,
    spoil: (good) => good.replace('recallwire.device-observed.v1', 'recallwire.device-observed.v99'),
  },
  { badFor: 2, spoil: (good) => good.replace('recallwire.device-observed.v1', 'recallwire.tea-made.v1') },
  { badFor: 1, spoil: (good) => good.replace('"presence":"present"', '"presence":"elsewhere"') },
  { badFor: 2, spoil: (good) => good.replace('"specversion":"1.0"', '"specversion":"9.9"') },
]

/** Devices as many facilities report them, one record in so many spoilt. */
export function recordsFor(
  { world, enrolled }: PreparedWorld,
  count: number,
  bad: number,
  random: () => number,
): readonly GivenRecord[] {
  const badAt = new Set<number>()
  while (badAt.size < bad) badAt.add(between(random, 0, count - 1))
  return Array.from({ length: count }, (_, index) => {
    const facility = world.facilities[index % world.facilities.length]
    const manager = enrolled.managers[facility?.owner ?? 0]
    const facilityId = enrolled.facilityIds[facility?.index ?? 0]
    if (manager === undefined || facilityId === undefined) throw new Error('the world has no facility')
    const { organisationId } = manager
    const importId = 'p'.repeat(26)
    const observation = observationSchema.parse({
      facilityId,
      di: '09506000134352',
      serial: `P${index}`,
      observedAt: '2025-06-02T06:00:00.000Z',
      organisationId,
      importId,
    })
    const { key, event } = outgoing(facilityId, {
      id: eventIdOf('/faults', `device ${index}`, 0),
      source: '/faults',
      type: 'recallwire.device-observed.v1',
      subject: facilityId,
      at: '2025-06-02T06:00:00.000Z',
      actor: manager,
      data: { observation, row: index + 1 },
    })
    const good = new TextDecoder().decode(eventBytes(event))
    const spoiling = badAt.has(index) ? spoilings[index % spoilings.length] : undefined
    return { key, value: bytes(spoiling?.spoil(good) ?? good), badFor: spoiling?.badFor ?? 0 }
  })
}
