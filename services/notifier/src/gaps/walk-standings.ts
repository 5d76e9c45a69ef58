import { serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { Alarm } from '@recallwire/domain/gaps/alarm.ts'
import { type Stood, standFacility } from '@recallwire/domain/gaps/stand-facility.ts'
import { caseIdOf } from '@recallwire/domain/ids.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import { createFacilityCursor } from './facility-cursor.ts'
import type { GapStores } from './gap-deps.ts'
import { custodyOf, readLetterRecords, recallOf } from './gap-records.ts'

export type StoodFacility = {
  readonly facilityId: string
  readonly caseId: string | undefined
  readonly stood: readonly Stood[]
  /** The alarm that is open for it. */
  readonly alarm: Stored<Alarm> | undefined
}

const reader = serviceReader('notifier')
const perPage = { matches: 500, cases: 100, alarms: 500 }

/**
 * Every facility of a recall with how its notices stand, read from the stores as they are. Holds a page of each at a time,
 * however many facilities there are.
 */
export async function* walkStandings(
  stores: GapStores,
  notice: Notice,
  now: () => string,
): AsyncGenerator<StoodFacility> {
  const { recallId } = notice
  const { matching, cases, alarms } = stores
  const matched = createFacilityCursor(
    (after) => matching.matches.byFacility(reader, recallId, perPage.matches, after),
    ({ facilityId }) => facilityId,
  )
  const opened = createFacilityCursor(
    (after) => cases.byFacility(reader, recallId, perPage.cases, after),
    ({ facilityId }) => facilityId,
  )
  const raised = createFacilityCursor(
    (after) => alarms.open(recallId, perPage.alarms, after),
    ({ document }) => document.facilityId,
  )
  for (;;) {
    const heads = [await opened.next(), await matched.next(), await raised.next()]
    const facilityId = heads
      .filter((head) => head !== undefined)
      .toSorted()
      .at(0)
    if (facilityId === undefined) return
    const [on] = await opened.take(facilityId)
    const [alarm] = await raised.take(facilityId)
    yield standAt(stores, notice, { facilityId, on, alarm, matches: await matched.take(facilityId) }, now)
  }
}

type Read = {
  readonly facilityId: string
  readonly on: Case | undefined
  readonly alarm: Stored<Alarm> | undefined
  readonly matches: readonly Match[]
}

async function standAt(
  stores: GapStores,
  notice: Notice,
  read: Read,
  now: () => string,
): Promise<StoodFacility> {
  const { facilityId, alarm } = read
  const caseId = caseIdOf(notice.recallId, facilityId)
  const first = await stand(stores, notice, read, now())
  // Pages were read at different moments. What looks like a gap is looked at again: the case first and the verdicts after it,
  // so that none of them can be older than what the case knows.
  const isDoubtful = first.some(({ standing }) => standing.kind === 'gap')
  const stood = isDoubtful ? await stand(stores, notice, await readAgain(stores, caseId, read), now()) : first
  return { facilityId, caseId: read.on && caseId, stood, alarm }
}

async function readAgain(stores: GapStores, caseId: string, read: Read): Promise<Read> {
  const on = (await stores.cases.get(reader, caseId))?.document
  const matches = await Promise.all(read.matches.map(({ matchId }) => stores.matching.matches.get(matchId)))
  return { ...read, on, matches: matches.flatMap((stored) => stored?.document ?? []) }
}

async function stand(
  stores: GapStores,
  notice: Notice,
  { facilityId, on, alarm, matches }: Read,
  now: string,
): Promise<readonly Stood[]> {
  const letters = on === undefined ? [] : await readLetterRecords(stores.letters, on)
  const record = { facilityId, on, letters, matches: matches.map(custodyOf) }
  return standFacility(record, recallOf(notice), alarm?.document, now)
}
