import { expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { addMs } from '../time.ts'
import { type BulkRedrive, bulkRedriveSchema, decideBulk, parkedIdSchema, personOf } from './bulk-redrive.ts'

const at = '2025-06-20T14:00:00.000Z'
const operator = (by: string): Actor => ({ organisationId: 'o'.repeat(26), role: 'operator', by })
const proposed: BulkRedrive = bulkRedriveSchema.parse({
  bulkId: 'b'.repeat(26),
  parkedIds: ['case.events.0.1', 'case.events.0.2'],
  status: 'proposed',
  proposedBy: personOf(operator('one')),
  proposedAt: at,
})
const reasonOf = (...given: Parameters<typeof decideBulk>) => {
  const decision = decideBulk(...given)
  return decision.kind === 'refused' ? decision.reason : decision.next.status
}

test('several records are handed on only once a second person has confirmed it', () => {
  expect(reasonOf(proposed, 'confirmed', operator('one'), at)).toBe('same-person')
  const decision = decideBulk(proposed, 'confirmed', operator('two'), addMs(at, 60_000))
  expect(decision).toMatchObject({ next: { status: 'confirmed', decidedBy: { by: 'two' } } })
  if (decision.kind === 'decided') expect(bulkRedriveSchema.parse(decision.next)).toEqual(decision.next)
})

test('whoever proposed it may take it back, and what is decided stays decided', () => {
  expect(reasonOf(proposed, 'declined', operator('one'), at)).toBe('declined')
  for (const status of ['confirmed', 'declined', 'done'] as const)
    expect(reasonOf({ ...proposed, status }, 'confirmed', operator('two'), at)).toBe('decided-before')
})

test('a proposal of the day before is about another state of things', () => {
  expect(reasonOf(proposed, 'confirmed', operator('two'), addMs(at, 24 * 3_600_000))).toBe('confirmed')
  expect(reasonOf(proposed, 'confirmed', operator('two'), addMs(at, 24 * 3_600_000 + 1))).toBe('too-old')
})

test('one record is no bulk, and an id names topic, partition and offset', () => {
  expect(bulkRedriveSchema.safeParse({ ...proposed, parkedIds: ['case.events.0.1'] }).success).toBe(false)
  expect(parkedIdSchema.safeParse('recall.events.11.204').success).toBe(true)
  for (const bad of ['recall.events.parked.1.2', 'recall.events.1', 'x', 'case.events.-1.2'])
    expect(parkedIdSchema.safeParse(bad).success).toBe(false)
})
