import { describe, expect, test } from 'vitest'
import type { BackEnd } from '../back-end.ts'
import { allPages } from './all-pages.ts'
import { minutesLater, sampleAlarm, sampleId } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const recallId = sampleId('recall')

export function describeAlarmStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: alarms`, () => {
    test(
      'pages the open alarms of a recall facility by facility, with the version to change them from',
      fresh(async ({ one, other }) => {
        const sites = ['north', 'south', 'east']
        for (const site of sites) await put(one, site, { facilityId: sampleId(site) })
        await put(one, 'elsewhere', { recallId: sampleId('another recall') })
        await put(one, 'over', { facilityId: sampleId('west'), clearedAt: minutesLater(9) })
        const found = await allPages((after) => other.alarms.open(recallId, 2, after))
        expect(found.map(({ document }) => document.facilityId)).toEqual(sites.map(sampleId).sort())
        expect(found.map(({ version }) => version)).toEqual([1, 1, 1])
      }),
    )

    test(
      'counts those that are open, and says since when the oldest has been',
      fresh(async ({ one, other }) => {
        expect(await other.alarms.raised()).toEqual({ count: 0 })
        await put(one, 'first', { raisedAt: minutesLater(1), clearedAt: minutesLater(2) })
        await put(one, 'second', { raisedAt: minutesLater(3) })
        const third = await put(one, 'third', { raisedAt: minutesLater(5), recallId: sampleId('another') })
        expect(await other.alarms.raised()).toEqual({ count: 2, oldestAt: minutesLater(3) })
        const next = { ...third, clearedAt: minutesLater(6) }
        await one.alarms.save({ id: third.alarmId, expectedVersion: 1, next, events: [] })
        expect(await other.alarms.raised()).toEqual({ count: 1, oldestAt: minutesLater(3) })
      }),
    )
  })
}

async function put({ alarms }: BackEnd, label: string, more: object) {
  const alarm = sampleAlarm(sampleId(label), more)
  await alarms.save({ id: alarm.alarmId, expectedVersion: 0, next: alarm, events: [] })
  return alarm
}
