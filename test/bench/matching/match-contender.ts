import { createHash } from 'node:crypto'
import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { Hit, MatchIndex } from '@recallwire/domain/match-index/match-index.ts'
import type { Contender, Digest, Turns } from '../scenario.ts'
import type { PeerIndex } from './peer-index.ts'

/** Finds the recalls of each unit. The answers that were timed are those that are compared. */
export function findAll(
  name: string,
  index: Pick<MatchIndex, 'find'>,
  units: readonly UnitFacts[],
): Contender {
  const answers: (readonly Hit[])[] = units.map(() => [])
  return {
    name,
    work: () => {
      let at = 0
      for (const unit of units) {
        answers[at] = index.find(unit)
        at += 1
      }
      return (items) => digestOf(answers.slice(0, items).map(affecting))
    },
  }
}

/** The same with a peer, over the first `items` of the units. */
export function askAll(
  peer: PeerIndex,
  units: readonly UnitFacts[],
  { items, turns }: { readonly items: number; readonly turns: Turns },
): Contender {
  const asked = units.slice(0, items)
  return {
    name: peer.name,
    items: asked.length,
    turns,
    work: async () => {
      const answers: Iterable<string>[] = []
      for (const unit of asked) {
        const found = peer.affecting(unit)
        answers.push(found instanceof Promise ? await found : found)
      }
      return digestFirst(answers)
    },
  }
}

const digestFirst =
  (answers: readonly Iterable<string>[]): Digest =>
  (items) =>
    digestOf(answers.slice(0, items))

export const affecting = (hits: readonly Hit[]): readonly string[] =>
  hits.filter(({ value }) => value === 'affected').map(({ recallId }) => recallId)

/** Of each unit's recalls in order, with its number. */
export function digestOf(answers: readonly Iterable<string>[]): string {
  const hash = createHash('sha256').update(`${answers.length}`)
  for (const [number, recalls] of answers.entries()) {
    const sorted = [...recalls].toSorted()
    if (sorted.length > 0) hash.update(`\n${number} ${sorted.join(' ')}`)
  }
  return hash.digest('hex')
}
