import { describe, expect, test } from 'vitest'
import { materialChanges } from './material-change.ts'
import { contentWith } from './notice.test-support.ts'
import { type NoticeContentInput, noticeContentSchema, noticeHeading } from './notice-content.ts'

const before = contentWith()
const [product] = before.products
const [check] = before.checks
if (product === undefined || check === undefined)
  throw new Error('the sample notice has a product and a check')

describe('a change of a notice', () => {
  test.each<[string, Partial<NoticeContentInput>, readonly string[]]>([
    ['of nothing', {}, []],
    ['of the contact phone', { contact: { ...before.contact, phone: '800-555-0199' } }, []],
    ['of the class', { recallClass: 'I' }, []],
    ['of the title', { title: 'Bedside pump: latch' }, []],
    ['of a source', { sources: before.sources.map((source) => ({ ...source, title: 'Letter' })) }, []],
    ['of the verbatim text', { products: [{ ...product, verbatim: 'Serials 1001; 1002' }] }, []],
    ['of the accounts written to', { addressedAccounts: ['A-1'] }, []],
    ['of the units', { products: [{ ...product, units: { serials: ['1001'] } }] }, ['scope']],
    ['of an identifier', { products: [{ ...product, refs: [] }] }, ['scope']],
    ['by another product', { products: [product, { ...product, productId: 'P2' }] }, ['scope']],
    ['of the action', { action: 'removal' }, ['instructions']],
    ['of a step', { instructions: ['Reply to this letter.'] }, ['instructions']],
    ['of a check', { checks: [{ ...check, passes: { startsWith: '7' } }] }, ['checks']],
    ['of the deadline', { replyWithinBusinessDays: 1 }, ['deadline']],
    [
      'of much',
      { replyWithinBusinessDays: 1, checks: [], action: 'removal' },
      ['instructions', 'checks', 'deadline'],
    ],
  ])('%s is material in %j', (_name, change, parts) => {
    expect(materialChanges(before, contentWith(change))).toEqual(parts)
  })
})

describe('a notice', () => {
  test.each<[string, object, string]>([
    ['two products of one name', { products: [product, product] }, 'two products share one productId'],
    [
      'a check of an unknown product',
      { checks: [{ ...check, productId: 'P9' }] },
      'no product of this notice',
    ],
    [
      'no source that governs',
      { sources: before.sources.map((source) => ({ ...source, rank: 2 })) },
      'rank 1',
    ],
    ['two sources that govern', { sources: [...before.sources, ...before.sources] }, 'rank 1'],
    ['no instruction', { instructions: [] }, 'instructions'],
    ['no hazard', { hazard: ' ' }, 'must not be empty'],
    ['a placeholder contact', { contact: { ...before.contact, email: '[email protected]' } }, 'placeholder'],
    ['a member it does not know', { marketing: 'Buy now' }, 'marketing'],
  ])('is refused with %s', (_name, change, message) => {
    const read = noticeContentSchema.safeParse({ ...before, ...change })
    expect(read.error?.message).toContain(message)
  })

  test.each([
    ['removal', 'I', 'URGENT: MEDICAL DEVICE RECALL'],
    ['correction', 'II', 'URGENT: MEDICAL DEVICE CORRECTION'],
    ['inspection', null, 'URGENT: MEDICAL DEVICE RECALL'],
    ['correction', 'III', 'MEDICAL DEVICE CORRECTION'],
  ] as const)('of a %s of class %s is headed %s', (action, recallClass, heading) => {
    expect(noticeHeading({ action, recallClass })).toBe(heading)
  })
})
