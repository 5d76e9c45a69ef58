import type { LetterStore } from '@recallwire/ports/letter-store.ts'

/** After every instant that is ever compared with it. */
const endOfTime = '9999-12-31T23:59:59.999Z'

/**
 * The lock on the data folder says that no other process works on it. So a letter that nobody in this process claimed was being
 * sent by one that has ended: what became of it is found out at once, and need not wait until the lease is over.
 */
export function lettersAfterRestart(letters: LetterStore): LetterStore {
  const owners = new Set<string>()
  return {
    ...letters,
    claim: (worker, limit) => {
      owners.add(worker.owner)
      return letters.claim(worker, limit)
    },
    unsettled: async (now, limit) => {
      const found = await letters.unsettled(endOfTime, limit)
      return found.filter(
        ({ document: { claim } }) =>
          claim === undefined || claim.leaseUntil < now || !owners.has(claim.owner),
      )
    },
  }
}
