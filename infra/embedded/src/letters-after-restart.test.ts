import type { Letter } from '@recallwire/domain/letter/letter.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { LetterStore } from '@recallwire/ports/letter-store.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { lettersAfterRestart } from './letters-after-restart.ts'

const now = '2025-06-20T14:00:00.000Z'
const soon = '2025-06-20T14:00:30.000Z'
const later = '2025-06-20T14:01:00.000Z'

const pending = (name: string): Letter => ({
  letterId: name.repeat(26),
  caseId: 'c'.repeat(26),
  recallId: 'r'.repeat(26),
  facilityId: 'f'.repeat(26),
  organisationId: 'o'.repeat(26),
  plan: {
    letterId: name.repeat(26),
    kind: 'initial',
    contactId: 'k'.repeat(26),
    materialRevision: 1,
    revision: 1,
    ordinal: 1,
    plannedAt: now,
    newUnits: [],
    releasedUnits: [],
    confirmUnits: [],
    changed: [],
    dutyIds: [],
  },
  recallClass: null,
  state: 'pending',
  queuedAt: now,
  attempts: 0,
  possibleRepeat: false,
})

let backEnd: BackEnd
let afterRestart: LetterStore
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  afterRestart = lettersAfterRestart(backEnd.letters)
})
afterEach(() => backEnd.close())

const save = (next: Letter) =>
  backEnd.letters.save({ id: next.letterId, expectedVersion: 0, next, events: [], causeId: next.letterId })
const claim = (store: LetterStore, owner: string) => store.claim({ owner, now, leaseUntil: soon }, 10)
const unsettled = async (at: string) =>
  (await afterRestart.unsettled(at, 10)).map(({ document }) => document.letterId)

describe('a letter that was being sent', () => {
  test('by a process that has ended is to be settled at once', async () => {
    await save(pending('a'))
    await claim(backEnd.letters, 'before')
    expect(await backEnd.letters.unsettled(now, 10)).toEqual([])
    expect(await unsettled(now)).toEqual(['a'.repeat(26)])
  })

  test('by this process is left alone while its lease lasts', async () => {
    await save(pending('a'))
    await claim(afterRestart, 'here')
    expect(await unsettled(now)).toEqual([])
    expect(await unsettled(later)).toEqual(['a'.repeat(26)])
  })

  test('and whose outcome is not known is to be settled in any case', async () => {
    await save({ ...pending('a'), state: 'unknown', settleAfter: soon })
    await save(pending('b'))
    expect(await unsettled(now)).toEqual(['a'.repeat(26)])
  })
})
