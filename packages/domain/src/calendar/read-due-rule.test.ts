import { expect, test } from 'vitest'
import { planLadder } from '../casework/ladder.ts'
import { readDueRule } from './read-due-rule.ts'

test.each([1, 2, 10])('the rule of a reply due in %i business days is read back', (businessDays) => {
  const { due } = planLadder({
    from: '2025-06-20T15:00:00.000Z',
    recallClass: 'II',
    timeZone: 'America/Chicago',
    replyWithinBusinessDays: businessDays,
    round: '1',
  })
  expect(readDueRule(due.rule)).toEqual({ businessDays, from: '2025-06-20' })
})

test('other words are no rule', () => {
  expect(readDueRule('by the end of the month')).toBeUndefined()
})
