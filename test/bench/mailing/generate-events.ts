import type { Facility } from '@recallwire/domain/directory/facility.ts'
import type { WorldRecall } from '../../faults/world/world.ts'
import { createRandom } from '../create-random.ts'
import { modelAt } from '../matching/create-fleet.ts'
import type { Device } from './usual-stack.ts'

/** One device that a site reports; where it is of a recalled product, that site has to be written to for the first time. */
export type DeviceEvent = Device & { readonly observedAt: string; readonly recall?: WorldRecall | undefined }

const observedAt = '2025-06-02T06:00:00.000Z'
const models = Array.from({ length: 1_000 }, (_, rank) => modelAt(rank).di)

/**
 * The events from one number on, so that those of another time are others. One in so many is of a recalled product, each of another
 * recall or another site.
 */
export function generateEvents(
  {
    facilities,
    recalls,
  }: { readonly facilities: readonly Facility[]; readonly recalls: readonly WorldRecall[] },
  mailsOneIn: number,
  count: number,
  from: number,
): readonly DeviceEvent[] {
  const random = createRandom(17 + from)
  return Array.from({ length: count }, (_, index): DeviceEvent => {
    const number = from + index
    const serial = `E${number}`
    if (number % mailsOneIn !== mailsOneIn - 1) {
      const { facilityId } = random.pick(facilities)
      return { facilityId, di: random.pick(models), serial, observedAt }
    }
    const mailing = Math.floor(number / mailsOneIn)
    const facility = facilities[mailing % facilities.length]
    const recall = recalls[Math.floor(mailing / facilities.length)]
    if (facility === undefined || recall === undefined)
      throw new RangeError('every site was written to about every recall')
    return { facilityId: facility.facilityId, di: recall.di, serial, observedAt, recall }
  })
}

/** What a client of `POST /v1/devices` sends: a device a line. */
export const toLines = (events: readonly DeviceEvent[]): string =>
  events.map(({ recall: _, ...device }) => `${JSON.stringify(device)}\n`).join('')
