import { addMs } from '@recallwire/domain/time.ts'
import type { LeaseStore } from '@recallwire/ports/lease-store.ts'
import type { Mailer, MailQuota } from '@recallwire/ports/mailer.ts'
import { createDepartures } from './departures.ts'
import type { SendingTimes } from './sending-times.ts'

export interface Governor {
  /** Announces this process as a sender and takes its share of the rate: to be turned every few seconds, or it stops sending. */
  share(): Promise<void>
  /** Reads what the account may send: to be turned every minute. While that cannot be read, what was read before stands. */
  readQuota(signal: AbortSignal): Promise<void>
  /** How many letters one worker may claim: those that can leave within about a second. 0: none may leave. */
  claimable(): number
  /** Resolves when one letter may leave; undefined says that meanwhile none may any more. */
  depart(signal: AbortSignal): Promise<LeavingLetter | undefined>
  /** The mail service said that it was too fast: nobody here sends for so long. */
  pause(ms: number): void
  /** Whether the day's quota is used up: no letter passes until the day has moved on or the quota is raised. */
  isUsedUp(): boolean
}

/** A letter that may leave in a moment. What is still done for it before it does must be short: its place is taken. */
export type LeavingLetter = {
  /** Resolves when the moment has come. */
  due(): Promise<void>
  /** It is handed over now. */
  leaves(): void
  /** It is not handed over after all. */
  stays(): void
}

export type GovernorDeps = {
  readonly mailer: Pick<Mailer, 'quota'>
  readonly leases: LeaseStore
  readonly owner: string
  readonly times: Pick<SendingTimes, 'leadMs' | 'presenceMs' | 'seenByAllMs'>
  /** Real time, for what is shared with other processes. */
  readonly realNow: () => string
  /** Milliseconds that never jump, for what is paced within this one. */
  readonly steadyMs: () => number
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Letters a worker claims where nothing limits it. */
const unlimited = 64
const unpaced: LeavingLetter = { due: async () => undefined, leaves: () => undefined, stays: () => undefined }
/** What an account in SES's sandbox may do: until its quota is known, no account may do less. */
const firstRate = 1

/**
 * Paces the letters of one process to its share of what the account may send. Every sender announces itself by a lease, and all
 * divide the rate among those announced; one that finds others there waits until they have seen it, so that at no time
 * more is sent than the account may. A mailer without a quota is not paced.
 */
export function createGovernor(deps: GovernorDeps): Governor {
  const { mailer, steadyMs } = deps
  const { leadMs } = deps.times
  const departures = createDepartures(firstRate)
  const presence = createPresence(deps)
  let quota: MailQuota | undefined
  let leftSinceRead = 0
  let pausedUntil = Number.NEGATIVE_INFINITY
  let rate = firstRate
  let turn: Promise<unknown> = Promise.resolve()

  const isUsedUp = () => quota?.perDay !== undefined && quota.sentLastDay + leftSinceRead >= quota.perDay
  const mayLeave = () => rate > 0 && !isUsedUp()

  async function leaveInTurn(signal: AbortSignal): Promise<LeavingLetter | undefined> {
    for (;;) {
      if (!mayLeave()) return undefined
      const now = steadyMs()
      const waitMs = Math.max(departures.waitMs(now) ?? 0, pausedUntil - now)
      if (waitMs <= leadMs && presence.holds()) return reserve(now + Math.max(0, waitMs), signal)
      await deps.wait(Math.max(1, waitMs - leadMs), signal)
    }
  }

  function reserve(dueMs: number, signal: AbortSignal): LeavingLetter {
    const departure = departures.leave(dueMs)
    leftSinceRead += 1
    return {
      due: async () => {
        for (let leftMs = dueMs - steadyMs(); leftMs > 0; leftMs = dueMs - steadyMs())
          await deps.wait(Math.max(1, leftMs), signal)
      },
      leaves: () => departure.at(steadyMs()),
      stays: () => {
        departure.cancel()
        leftSinceRead -= 1
      },
    }
  }

  return {
    share: async () => {
      if (mailer.quota === undefined) return
      const shareOf = await presence.renew()
      rate = shareOf(Math.floor(quota?.perSecond ?? firstRate))
      departures.setRate(rate)
    },
    readQuota: async (signal) => {
      if (mailer.quota === undefined) return
      quota = await mailer.quota(signal)
      leftSinceRead = 0
    },
    claimable: () => {
      if (mailer.quota === undefined) return unlimited
      if (!mayLeave() || !presence.holds() || steadyMs() < pausedUntil) return 0
      return Math.min(64, Math.max(1, Math.ceil(rate / 4)))
    },
    depart: (signal) => {
      if (mailer.quota === undefined) return Promise.resolve(unpaced)
      const mine = turn.then(() => leaveInTurn(signal))
      turn = mine.catch(() => undefined)
      return mine
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, steadyMs() + ms)
    },
    isUsedUp,
  }
}

/** Who else sends. The lease is stored before the others are counted, so that of two that start at once one sees both. */
function createPresence({ leases, owner, times, realNow, steadyMs }: GovernorDeps) {
  const { presenceMs, seenByAllMs } = times
  const prefix = 'mail-sender/'
  let heldUntil = Number.NEGATIVE_INFINITY
  let quietUntil = Number.NEGATIVE_INFINITY
  return {
    /** Whether this process still is one of those the others count, and has waited to be. */
    holds: () => steadyMs() < heldUntil && steadyMs() >= quietUntil,
    /** Announces this process again and gives its share of a rate. */
    renew: async (): Promise<(rate: number) => number> => {
      const isNew = steadyMs() >= heldUntil
      const begunAt = steadyMs()
      const now = realNow()
      await leases.take(`${prefix}${owner}`, owner, now, addMs(now, presenceMs))
      const present = (await leases.held(prefix, now)).toSorted()
      if (isNew) quietUntil = present.length > 1 ? begunAt + seenByAllMs : begunAt
      heldUntil = begunAt + presenceMs
      const place = Math.max(0, present.indexOf(`${prefix}${owner}`))
      const count = Math.max(1, present.length)
      return (rate) => Math.floor(rate / count) + (place < rate % count ? 1 : 0)
    },
  }
}
