import type { Case, LetterKind } from '@recallwire/domain/casework/case.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import { describe, expect, test } from 'vitest'
import { newestPlan, withInitialLetter } from '../letters/testing/sample-case.ts'
import { notice, publishedAt } from '../letters/testing/sample-recall.ts'
import { stillWanted } from './still-wanted.ts'

const on = withInitialLetter()
const { caseId, recallId, facilityId, organisationId, recallClass } = on

const letterOf = (kind: LetterKind, change: Partial<Letter> = {}): Letter => ({
  letterId: newestPlan(on).letterId,
  caseId,
  recallId,
  facilityId,
  organisationId,
  recallClass,
  plan: { ...newestPlan(on), kind },
  state: 'sending',
  queuedAt: publishedAt,
  attempts: 1,
  possibleRepeat: false,
  ...change,
})
const sent = letterOf('initial', { state: 'sent' })
const look = (kind: LetterKind, now: Case = on, told: Notice = notice, others: readonly Letter[] = [sent]) =>
  stillWanted(letterOf(kind), now, told, others).kind

const kinds: readonly LetterKind[] = [
  'initial',
  'supplement',
  'revision',
  'stand-down',
  'reminder',
  'escalation',
  'receipt',
  'fresh-code',
  'close-out',
]

describe('the look before sending', () => {
  test.each(kinds)('wants a %s of an open case', (kind) => {
    expect(look(kind)).toBe('wanted')
  })

  test.each([
    ['terminated', { ...notice, status: 'terminated' }, on],
    ['withdrawn', { ...notice, status: 'withdrawn' }, on],
    [
      'closed in its case',
      notice,
      { ...on, status: 'closed', closing: { outcome: 'withdrawn', told: false } },
    ],
  ] as const)('wants only letters that end something once the recall is %s', (_how, told, now) => {
    const wanted = kinds.filter((kind) => look(kind, { ...now }, told) === 'wanted')
    expect(wanted).toEqual(['stand-down', 'receipt', 'close-out'])
  })

  test('wants no reminder of a case that is done, but still what tells something', () => {
    const unwanted = kinds.filter((kind) => look(kind, { ...on, status: 'done' }) === 'unwanted')
    expect(unwanted).toEqual(['reminder', 'escalation'])
  })

  test('asks for nothing where nothing is in scope any more', () => {
    const released = on.units.map((unit) => ({
      ...unit,
      verdict: { ...unit.verdict, value: 'outside' as const },
    }))
    const wanted = kinds.filter((kind) => look(kind, { ...on, units: released }) === 'wanted')
    expect(wanted).toEqual(['stand-down', 'receipt', 'close-out'])
  })

  test('takes nothing back that was never sent', () => {
    const unsent = [letterOf('initial', { state: 'cancelled' }), letterOf('reminder', { state: 'pending' })]
    expect(look('close-out', on, notice, unsent)).toBe('unwanted')
    expect(look('stand-down', on, notice, [letterOf('initial', { state: 'sending' })])).toBe('unwanted')
  })

  test.each([
    ['of unknown fate', { state: 'unknown' }],
    ['whose bytes are stored', { state: 'sending', mime: 'AAAA' }],
    ['that was cancelled when it may have gone out before', { state: 'cancelled', possibleRepeat: true }],
  ] as const)('takes back a letter %s', (_how, change) => {
    expect(look('close-out', on, notice, [letterOf('initial', { ...change })])).toBe('wanted')
  })

  test('drops a text that a later revision letter to the same contact replaces', () => {
    const revised = { ...newestPlan(on), kind: 'revision' as const, revision: 2, materialRevision: 2 }
    const later = { ...on, letters: [...on.letters, revised] }
    expect(kinds.filter((kind) => look(kind, later) === 'unwanted')).toEqual([
      'initial',
      'supplement',
      'revision',
    ])
    const stuck = { ...on, letters: [...on.letters, { ...revised, stuckBecause: 'no such address' }] }
    expect(look('initial', stuck)).toBe('wanted')
  })
})
