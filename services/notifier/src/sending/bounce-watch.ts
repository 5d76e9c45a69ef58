import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'

/**
 * How many letters come back for good, of those that were sent. Amazon SES reviews an account at 5 % and pauses it at 10 %, and
 * a paused account stops every recall: a person is told at 3 %.
 */
export interface BounceWatch {
  /** Counts what happened to letters; `raised` at the moment in which there are too many, `over` once there are not any more. */
  note(events: readonly LetterEvent[], realNow: string): 'raised' | 'over' | undefined
  /** Of the last seven days, from 0 to 1; 0 before anything was sent. */
  share(realNow: string): number
}

const tooMany = 0.03
/** One mistyped address in a handful of letters says nothing of the address list. */
const fewest = 3
const daysKept = 7
const dayMs = 86_400_000

type Day = { readonly day: number; sent: number; cameBack: number }

/** Counts of one process since its start; the sum over processes is in `/metrics`. */
export function createBounceWatch(): BounceWatch {
  let days: Day[] = []
  let isRaised = false

  const kept = (realNow: string): readonly Day[] => {
    const today = Math.floor(Date.parse(realNow) / dayMs)
    days = days.filter(({ day }) => day > today - daysKept)
    return days
  }
  const totals = (realNow: string) =>
    kept(realNow).reduce(
      (sum, { sent, cameBack }) => ({ sent: sum.sent + sent, cameBack: sum.cameBack + cameBack }),
      { sent: 0, cameBack: 0 },
    )
  const dayOf = (realNow: string): Day => {
    const day = Math.floor(Date.parse(realNow) / dayMs)
    const known = days.find((one) => one.day === day)
    if (known !== undefined) return known
    const fresh = { day, sent: 0, cameBack: 0 }
    days.push(fresh)
    return fresh
  }
  const share = (realNow: string): number => {
    const { sent, cameBack } = totals(realNow)
    return sent === 0 ? 0 : cameBack / sent
  }
  return {
    share,
    note: (events, realNow) => {
      const sent = events.filter(({ kind }) => kind === 'LetterSent').length
      const cameBack = events.filter((event) => event.kind === 'LetterBounced' && event.permanent).length
      if (sent + cameBack === 0) return undefined
      const today = dayOf(realNow)
      today.sent += sent
      today.cameBack += cameBack
      const isTooMany = totals(realNow).cameBack >= fewest && share(realNow) > tooMany
      if (isTooMany === isRaised) return undefined
      isRaised = isTooMany
      return isTooMany ? 'raised' : 'over'
    },
  }
}
