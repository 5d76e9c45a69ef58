import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import { describe, expect, test } from 'vitest'
import { chooseRecall } from './find-recall.ts'

const recallOf = (letter: string, reference: string, aliases: readonly string[] = []): RecallSummary => ({
  recallId: letter.repeat(26),
  firmOrganisationId: 'z'.repeat(26),
  firmName: `Firm ${letter}`,
  reference,
  aliases: [...aliases],
  status: 'published',
  revision: 1,
  title: 'Pumps',
  heading: 'URGENT',
  recallClass: null,
  action: 'removal',
  sourceStatus: 'notice',
  initiatedOn: '2025-06-20',
})
const recalls = [recallOf('a', 'FA-1', ['Z-1']), recallOf('b', 'FA-2'), recallOf('c', 'FA-2')]

describe('a recall on the command line', () => {
  test.each(['a'.repeat(26), 'FA-1', ' Z-1 '])('is found by %j', (wanted) => {
    expect(chooseRecall(recalls, wanted)).toEqual({ kind: 'ok', value: recalls[0] })
  })

  test('that two firms call the same is asked for by its id', () => {
    expect(chooseRecall(recalls, 'FA-2')).toMatchObject({
      kind: 'refused',
      problem: { detail: `Say which by its id: ${'b'.repeat(26)} of Firm b, ${'c'.repeat(26)} of Firm c.` },
    })
  })

  test('that nobody knows is refused with those that are known', () => {
    expect(chooseRecall(recalls, 'FA-9')).toMatchObject({
      kind: 'refused',
      problem: { detail: 'There are FA-1, FA-2, FA-2.' },
    })
    expect(chooseRecall([], 'FA-9')).toMatchObject({ problem: { detail: 'There are none yet.' } })
  })
})
