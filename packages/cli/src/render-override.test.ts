import { type MatchItem, matchItemSchema } from '@recallwire/domain/views/device-view.ts'
import { expect, test } from 'vitest'
import { renderDecision, renderProposals } from './render-override.ts'

const id = (letter: string) => letter.repeat(26)
const listed = { value: 'affected', productId: 'P1', because: 'serial 1001 is on the list', matchedBy: 'di' }
const item = (serial: string, proposal: object = {}): MatchItem =>
  matchItemSchema.parse({
    matchId: id('m'),
    custodyId: id('c'),
    facilityId: id('s'),
    facts: { di: '09506000134352', serial },
    revision: 1,
    verdict: listed,
    proposal: {
      kind: 'override',
      value: 'outside',
      reason: 'Rebuilt at the depot.',
      firmName: 'Northwind',
      proposedBy: { by: 'editor', role: 'manufacturer-editor' },
      proposedAt: '2025-06-22T15:00:00.000Z',
      basis: { revision: 1, verdict: listed, factsHash: 'f', scopeHash: 's' },
      changed: [],
      ...proposal,
    },
  })

test('lists what waits with both verdicts, and what can only be declined', () => {
  const text = renderProposals('FA-1', [item('1001'), item('1002', { changed: ['facts', 'scope'] })])
  expect(text.split('\n')).toEqual([
    'FA-1: 2 proposals to be decided',
    '',
    'UNIT  NOW       PROPOSED  BY NOTICE  SINCE                 STALE                 REASON                 MATCH',
    `1001  affected  outside   affected   2025-06-22 15:00 UTC                        Rebuilt at the depot.  ${id('m')}`,
    `1002  affected  outside   affected   2025-06-22 15:00 UTC  facts, scope changed  Rebuilt at the depot.  ${id('m')}`,
  ])
  expect(renderProposals('FA-1', [])).toBe('FA-1: nothing waits for a second person.')
})

test('says of a unit what it is, and what waits', () => {
  expect(renderDecision(item('1001'))).toBe(
    '1001 is affected: serial 1001 is on the list.\nProposed: outside (Rebuilt at the depot.). A second person must confirm it.',
  )
  const { proposal: _decided, ...rest } = item('1001')
  expect(renderDecision(rest)).not.toContain('Proposed')
})
