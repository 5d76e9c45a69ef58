import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEntry, emptyLedger, headAfter, type LedgerFact, noEntry, recallHeadAfter } from './entry.ts'
import { leafHash } from './merkle-tree.ts'
import { parseEntry } from './parse-entry.ts'
import { sampleLedger } from './sample-ledger.ts'

const fact: LedgerFact = {
  eventId: 'event-1',
  type: 'recallwire.notice-published.v1',
  recordedAt: '2025-06-20T14:00:00.000Z',
  actor: { organisationId: 'firm-1', role: 'approver', by: 'key-3' },
  subject: { noticeId: 'notice-1' },
  recallId: 'recall-1',
  body: '{"revision":1}',
}

describe('creating an entry', () => {
  test('the first entry of ledger and recall follows zeros', () => {
    expect(createEntry(emptyLedger, undefined, fact)).toMatchObject({
      seq: 0,
      prev: noEntry,
      recallSeq: 0,
      recallPrev: noEntry,
      bodyHash: sha256Hex('{"revision":1}'),
    })
  })

  test('golden line and leaf hash: changing them breaks every ledger that exists', () => {
    const entry = createEntry(emptyLedger, undefined, { ...fact, recallId: 'r', subject: {} })
    expect(entry.line).toBe(
      `{"actor":{"by":"key-3","organisationId":"firm-1","role":"approver"},"bodyHash":"${sha256Hex('{"revision":1}')}","eventId":"event-1","prev":"${noEntry}","recallId":"r","recallPrev":"${noEntry}","recallSeq":0,"recordedAt":"2025-06-20T14:00:00.000Z","seq":0,"subject":{},"type":"recallwire.notice-published.v1"}`,
    )
    expect(entry.leafHash).toBe(leafHash(entry.line))
  })

  test('the second entry names the first, in the ledger and in its recall', () => {
    const first = createEntry(emptyLedger, undefined, fact)
    const between = createEntry(headAfter(first), undefined, {
      ...fact,
      eventId: 'event-2',
      recallId: 'recall-2',
    })
    const second = createEntry(headAfter(between), recallHeadAfter(first), { ...fact, eventId: 'event-3' })
    expect(second).toMatchObject({ seq: 2, prev: between.leafHash, recallSeq: 1, recallPrev: first.leafHash })
  })

  test('a fact of no recall has no recall members', () => {
    const { recallId, ...plain } = fact
    const entry = createEntry(emptyLedger, undefined, plain)
    expect(Object.keys(JSON.parse(entry.line)).filter((name) => name.startsWith('recall'))).toEqual([])
    expect(recallHeadAfter(entry)).toBeUndefined()
    expect(() => createEntry(emptyLedger, { recallSeq: 0, leafHash: noEntry }, plain)).toThrow(/^recallId: /)
  })

  test.each([
    [{ recordedAt: '2025-06-20T14:00:00Z' }, /^recordedAt: /],
    [{ recordedAt: '2025-02-30T14:00:00.000Z' }, /^recordedAt: /],
    [{ type: '' }, /^type: /],
    [{ subject: { caseId: '' } }, /^subject.caseId: /],
    [{ subject: { 10: 'x' } }, /^subject.10: /],
    [{ recallId: 'two words' }, /^recallId: /],
    [{ body: '{ "revision": 1 }' }, /^body: /],
    [{ body: '{"a":1,"a":2}' }, /^body: /],
  ])('refuses the fact %j', (change, message) => {
    expect(() => createEntry(emptyLedger, undefined, { ...fact, ...change })).toThrow(message)
  })
})

describe('reading a line', () => {
  const { line } = createEntry(emptyLedger, undefined, fact)
  const edited = (edit: (members: Record<string, unknown>) => unknown) => {
    const members = JSON.parse(line)
    edit(members)
    return canonicalJson(members)
  }

  test('gives back every entry that was created', () => {
    for (const entry of sampleLedger(20).entries)
      expect(parseEntry(entry.line)).toEqual({ kind: 'entry', entry })
  })

  test.each([
    ['no JSON', 'line', line.slice(1)],
    ['an array', 'line', '[]'],
    ['a blank', 'seq', line.replace('"seq":0', '"seq": 0')],
    ['a repeated member', 'type', line.replace('"type":', '"type":"x","type":')],
    ['a repeated member of equal value', 'seq', line.replace('"seq":0', '"seq":0,"seq":0')],
    ['members out of order', 'line', `{"seq":0,${line.slice(1).replace('"seq":0,', '')}`],
    ['a number in another spelling', 'seq', line.replace('"seq":0', '"seq":0.0')],
    ['an escape that is not needed', 'type', line.replace('recallwire.', 'recall\\u0077ire.')],
    ['an unknown member', 'extra', edited((members) => Object.assign(members, { extra: 1 }))],
    [
      'an unknown member of the actor',
      'actor.name',
      edited((members) => Object.assign(Object(members.actor), { name: 'x' })),
    ],
    ['a missing member', 'prev', edited((members) => delete members.prev)],
    ['a recall without its place', 'recallSeq', edited((members) => delete members.recallSeq)],
    ['a place without its recall', 'recallId', edited((members) => delete members.recallId)],
    ['a text as number', 'seq', edited((members) => Object.assign(members, { seq: '0' }))],
    ['a negative number', 'seq', edited((members) => Object.assign(members, { seq: -1 }))],
    ['a fraction', 'recallSeq', edited((members) => Object.assign(members, { recallSeq: 0.5 }))],
    [
      'a hash in capitals',
      'bodyHash',
      edited((members) => Object.assign(members, { bodyHash: 'A'.repeat(64) })),
    ],
    [
      'an object as id',
      'subject.caseId',
      edited((members) => Object.assign(members, { subject: { caseId: {} } })),
    ],
    ['half a surrogate pair', 'type', line.replace('recallwire.', '\\ud800')],
    ['a null', 'actor', edited((members) => Object.assign(members, { actor: null }))],
  ])('refuses %s and names the member', (_, field, wrong) => {
    expect(parseEntry(wrong)).toMatchObject({ kind: 'refused', field })
  })

  test('no other text reads as the same entry', () => {
    fc.assert(
      fc.property(
        fc.nat(line.length - 1),
        fc.string({ unit: 'grapheme', maxLength: 2 }),
        fc.nat(2),
        (at, text, cut) => {
          const other = `${line.slice(0, at)}${text}${line.slice(at + cut)}`
          const parsed = parseEntry(other)
          if (parsed.kind === 'entry') expect(parsed.entry.leafHash === leafHash(line)).toBe(other === line)
        },
      ),
      { numRuns: 5000 },
    )
  })
})
