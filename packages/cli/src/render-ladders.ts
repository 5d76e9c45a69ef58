import type { LaddersView } from '@recallwire/domain/views/ladder-view.ts'
import { renderTable } from './render-table.ts'

/** Each step of each class, in the order in which it falls due. */
export function renderLadders(reference: string, { ladders }: LaddersView): string {
  const rows = ladders.flatMap(({ recallClass, isOwn, ladder }) => {
    const steps = [
      { after: ladder.replyDue, what: 'reply due', whom: '' },
      ...ladder.rungs.map(({ kind, after, role }) => ({ after, what: kind, whom: role ?? '' })),
    ]
    return steps
      .toSorted((a, b) => a.after - b.after)
      .map(({ after, what, whom }) => [
        recallClass,
        `${after}`,
        what,
        whom,
        isOwn ? 'this recall' : 'default',
      ])
  })
  const head = `${reference}, in US business days after the letter was accepted:`
  return `${head}\n\n${renderTable(['CLASS', 'AFTER', 'WHAT', 'TO', 'SET FOR'], rows, 'No ladder.')}`
}
