import { describe, expect, test } from 'vitest'
import { at, firmOrganisationId, monday, recallId } from './case.test-support.ts'
import { defaultLadders, type Ladder, type LadderClass, ladderProblems } from './ladder-rules.ts'
import { changeLadder, laddersInForce, type RecallLadders } from './recall-ladders.ts'

const of = { recallId, firmOrganisationId }
const act = { at: monday, by: 'editor' }
const stricter: Ladder = {
  replyDue: 3,
  rungs: [
    { kind: 'escalation', after: 4, role: 'executive' },
    { kind: 'reminder', after: 2 },
  ],
}
const changed = (recall: RecallLadders | undefined, ladder: Ladder | undefined, basedOn: number) => {
  const decision = changeLadder(recall, of, { recallClass: 'II', ladder, basedOn }, act)
  if (decision.kind !== 'changed') throw new Error(decision.kind)
  return decision.next
}

describe('the bounds of a ladder', () => {
  test.each(['I', 'II', 'III'] as const)('let the default of class %s stand', (recallClass) => {
    expect(ladderProblems(recallClass, defaultLadders[recallClass])).toEqual([])
  })

  test.each<[LadderClass, Ladder, string, string]>([
    ['I', { ...defaultLadders.I, replyDue: 3 }, '/replyDue', 'at most 2 business days'],
    [
      'I',
      { ...defaultLadders.I, rungs: defaultLadders.I.rungs.slice(1) },
      '/rungs',
      'a reminder within 1 business day',
    ],
    ['I', { ...defaultLadders.I, rungs: defaultLadders.I.rungs.slice(0, 3) }, '/rungs', 'a phone task'],
    ['II', { replyDue: 5, rungs: [{ kind: 'reminder', after: 3 }] }, '/rungs', 'an escalation within 14'],
    [
      'III',
      { ...defaultLadders.III, rungs: [...defaultLadders.III.rungs, { kind: 'reminder', after: 7 }] },
      '/rungs/3',
      'is there already',
    ],
    [
      'III',
      {
        ...defaultLadders.III,
        rungs: [{ kind: 'reminder', after: 1, role: 'executive' }, ...defaultLadders.III.rungs],
      },
      '/rungs/0/role',
      'leave it out',
    ],
  ])('of class %s refuse %j', (recallClass, ladder, pointer, says) => {
    expect(ladderProblems(recallClass, ladder)).toEqual([{ pointer, message: expect.stringContaining(says) }])
  })
})

describe('the ladders of a recall', () => {
  test('are the defaults until the firm sets one, and only of the class it set', () => {
    expect(laddersInForce(undefined)).toEqual({ version: 0, ladders: defaultLadders })
    const { version, ladders } = laddersInForce(changed(undefined, stricter, 0))
    expect(version).toBe(1)
    expect(ladders.II.rungs.map(({ kind }) => kind)).toEqual(['reminder', 'escalation'])
    expect([ladders.I, ladders.III]).toEqual([defaultLadders.I, defaultLadders.III])
  })

  test('go back to the default under a version of its own', () => {
    const own = changed(undefined, stricter, 0)
    const back = changed(own, undefined, 1)
    expect(laddersInForce(back)).toEqual({ version: 2, ladders: defaultLadders })
  })

  test('are not changed on a view that somebody else changed, nor by what they are already', () => {
    const own = changed(undefined, stricter, 0)
    const later = { recallClass: 'III', ladder: stricter, basedOn: 0 } as const
    expect(changeLadder(own, of, later, act)).toEqual({ kind: 'stale', version: 1 })
    const same = { recallClass: 'II', ladder: stricter, basedOn: 0 } as const
    expect(changeLadder(own, of, same, { ...act, at: at(1) })).toEqual({ kind: 'nothing' })
  })

  test('laxer than the class allows are refused whole', () => {
    const lax = { recallClass: 'I', ladder: stricter, basedOn: 0 } as const
    expect(changeLadder(undefined, of, lax, act)).toMatchObject({ kind: 'refused' })
  })
})
