import { eventually } from '@recallwire/ports/contracts/eventually.ts'

/** How much of the story may happen, and how far it is. */
export type Pace = {
  /** Resolves when the recall may be published; false once it is not to be any more. */
  readonly release: (recall: { readonly index: number }) => Promise<boolean>
  /** Told when everything of a recall has happened. */
  readonly onDone: () => void
  /** Lets so many recalls be published, all in all. */
  readonly allow: (recalls: number) => void
  /** Lets one more be published; false where there is none. */
  readonly allowOneMore: () => boolean
  /** Whether something that was released is not done. */
  readonly isBusy: () => boolean
  /** Nothing more is released. */
  readonly end: () => void
}

const aDayMs = 24 * 3_600_000

export function createPace(recalls: number): Pace {
  let [allowed, begun, done, over] = [0, 0, 0, false]
  const allow = (count: number) => {
    allowed = Math.max(allowed, Math.min(recalls, count))
  }
  return {
    release: async ({ index }) => {
      await eventually('the recall is released', () => index < allowed || over, aDayMs)
      if (index >= allowed) return false
      begun += 1
      return true
    },
    onDone: () => {
      done += 1
    },
    allow,
    allowOneMore: () => {
      if (allowed >= recalls) return false
      allow(allowed + 1)
      return true
    },
    isBusy: () => done < begun,
    end: () => {
      over = true
    },
  }
}
