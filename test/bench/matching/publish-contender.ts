import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import type { Contender } from '../scenario.ts'
import { digestOf } from './match-contender.ts'
import type { PeerIndex } from './peer-index.ts'

/**
 * One publication into the live index, `before` it what stood under that recall, and the events that follow it. A recall
 * that is terminated has no scope.
 */
export type Publication = {
  readonly recallId: string
  readonly scope: IndexedScope | undefined
  readonly before: IndexedScope | undefined
  readonly events: readonly UnitFacts[]
}

export type Publisher = Contender & {
  /** Of each run the longest time from the end of one event to the end of the next, in microseconds. */
  readonly longestPauses: () => readonly number[]
}

/** `now` is in microseconds. What a run published is taken back after it, outside the time. */
export function publishAll(
  holder: PeerIndex,
  publications: readonly Publication[],
  now: () => number,
): Publisher {
  let durations: number[] = []
  const longestPauses: number[] = []
  return {
    name: holder.name,
    durations: () => durations,
    longestPauses: () => longestPauses,
    work: async () => {
      durations = []
      const answers: Iterable<string>[] = []
      let lastEventAt = now()
      let longest = 0
      for (const { recallId, scope, events } of publications) {
        const startedAt = now()
        write(holder, recallId, scope)
        durations.push(now() - startedAt)
        for (const event of events) {
          const found = holder.affecting(event)
          answers.push(found instanceof Promise ? await found : found)
          const at = now()
          longest = Math.max(longest, at - lastEventAt)
          lastEventAt = at
        }
      }
      longestPauses.push(longest)
      return (items) => {
        for (const { recallId, before } of publications) write(holder, recallId, before)
        return digestOf(answers.slice(0, items))
      }
    },
  }
}

function write(holder: PeerIndex, recallId: string, scope: IndexedScope | undefined): void {
  if (scope === undefined) holder.remove(recallId)
  else holder.put(scope)
}
