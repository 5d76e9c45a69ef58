import type { Mailer, OutgoingMail } from '@recallwire/ports/mailer.ts'

/** Letters on their way out, each with the time at which it was handed over. */
export type Outgoing = {
  /** Watches the mailer: what it takes is noted. */
  watch(mailer: Mailer): Mailer
  /** Until so many more letters have been accepted since the last time this was asked. */
  next(count: number): Promise<readonly Left[]>
}

export type Left = { readonly mail: OutgoingMail; readonly at: number }

const patienceMs = 600_000

/** `now` is the time at which a letter is handed over. */
export function createOutgoing(now: () => number): Outgoing {
  let left: Left[] = []
  let waiting: { readonly count: number; readonly resolve: () => void } | undefined
  const note = (letter: Left): void => {
    left.push(letter)
    if (waiting !== undefined && left.length >= waiting.count) waiting.resolve()
  }
  return {
    watch: (mailer) => ({
      ...mailer,
      send: async (mail, signal) => {
        const at = now()
        const outcome = await mailer.send(mail, signal)
        if (outcome.kind === 'accepted') note({ mail, at })
        return outcome
      },
    }),
    next: async (count) => {
      const enough = Promise.withResolvers<void>()
      waiting = { count, resolve: enough.resolve }
      const tooLate = setTimeout(
        () =>
          enough.reject(new Error(`${left.length} of ${count} letters were accepted in ${patienceMs} ms`)),
        patienceMs,
      )
      if (left.length >= count) enough.resolve()
      await enough.promise.finally(() => clearTimeout(tooLate))
      const found = left.slice(0, count)
      left = left.slice(count)
      return found
    },
  }
}

/** Takes every letter at once and does nothing with it: what is before it is measured, and not a mail service. */
export const nullMailer: Mailer = {
  settles: 'never',
  send: async ({ letterId }) => ({ kind: 'accepted', providerId: letterId }),
}
