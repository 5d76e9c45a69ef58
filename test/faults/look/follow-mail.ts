import type { TalliedMail } from '@recallwire/infra-ses/tally.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import type { Judge } from '../processes/judge.ts'

/** What the judge accepted, kept up to date by looking. */
export type FollowedMail = {
  readonly accepted: readonly TalliedMail[]
  /** Mails about a case, of a kind. */
  of(caseId: string, kind: string): readonly TalliedMail[]
  /** Waits for a mail about a case. */
  until(caseId: string, kind: string, limitMs: number): Promise<TalliedMail>
  refresh(): Promise<void>
}

export function followMail(judge: Judge): FollowedMail {
  const accepted: TalliedMail[] = []
  const byCase = new Map<string, TalliedMail[]>()
  let looking: Promise<void> | undefined
  const keyOf = (caseId: string, kind: string) => `${caseId} ${kind}`
  const look = async () => {
    const tally = await judge.tally(accepted.length)
    for (const mail of tally.accepted) {
      accepted.push(mail)
      const key = keyOf(mail.tags.caseId ?? '', mail.tags.kind ?? '')
      byCase.set(key, [...(byCase.get(key) ?? []), mail])
    }
  }
  const refresh = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }
  const of = (caseId: string, kind: string) => byCase.get(keyOf(caseId, kind)) ?? []
  return {
    accepted,
    of,
    refresh,
    until: async (caseId, kind, limitMs) => {
      await eventually(
        `a letter (${kind}) of case ${caseId} is accepted`,
        async () => {
          if (of(caseId, kind).length === 0) await refresh()
          return of(caseId, kind).length > 0
        },
        limitMs,
      )
      const [mail] = of(caseId, kind)
      if (mail === undefined) throw new Error('a mail was there and is gone')
      return mail
    },
  }
}
