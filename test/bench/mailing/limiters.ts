import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import { createGovernor } from '@recallwire/notifier/sending/governor.ts'
import { sendingTimes } from '@recallwire/notifier/sending/sending-times.ts'
import Bottleneck from 'bottleneck'
import { RateLimiter } from 'limiter'
import { createTransport } from 'nodemailer'
import pThrottle from 'p-throttle'

/** Lets letters leave at so many a second. */
export type Limiter = {
  /** Calls back when one letter leaves, with the time; resolves after that. */
  depart(leaves: Leaves): Promise<void>
  close?(): Promise<void> | void
}

type Leaves = (at: number) => void

export type OpenLimiter = (perSecond: number) => Promise<Limiter>

/** The shortest lease that the settings allow, so that senders see each other within a third of a second. */
const times = sendingTimes(1_500)

/** So many senders as processes of an installation would have, each with a governor of its own, sharing one account by leases. */
export const governed =
  (senders: number): OpenLimiter =>
  async (perSecond) => {
    const realNow = () => new Date().toISOString()
    const backEnd = await openEmbedded({ file: ':memory:', realNow })
    const stop = new AbortController()
    let at = 0
    // By the governor's own clock: between it and another look at the time a busy machine may do something else.
    const steadyMs = () => {
      at = performance.now()
      return at
    }
    const quota = async () => ({ perSecond, perDay: undefined, sentLastDay: 0 })
    const governors = Array.from({ length: senders }, (_, index) =>
      createGovernor({
        mailer: { quota },
        leases: backEnd.leases,
        owner: `sender-${index}`,
        times,
        realNow,
        steadyMs,
        wait: (ms, signal) => delay(ms, undefined, { signal }),
      }),
    )
    for (const governor of governors) await governor.readQuota(stop.signal)
    const share = async (): Promise<void> => {
      for (const governor of governors) await governor.share()
    }
    await share()
    const sharing = shareUntil(share, stop.signal)
    await delay(times.seenByAllMs)
    let next = 0
    return {
      depart: async (leaves) => {
        const governor = governors[next % senders]
        next += 1
        const leaving = await governor?.depart(stop.signal)
        if (leaving === undefined) throw new Error('the governor lets nothing leave')
        await leaving.due()
        leaving.leaves()
        leaves(at)
      },
      close: async () => {
        stop.abort()
        await sharing
        await backEnd.close()
      },
    }
  }

async function shareUntil(share: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(times.shareMs, undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) await share()
  }
}

/** What each library offers for "so many a second", by name. */
export const limiters: Readonly<Record<string, OpenLimiter>> = {
  bottleneck: async (perSecond) => {
    const limiter = new Bottleneck({ minTime: 1_000 / perSecond })
    return { depart: (leaves) => limiter.schedule(async () => leaves(performance.now())) }
  },
  'bottleneck-reservoir': async (perSecond) => {
    const reservoirRefreshAmount = perSecond
    const limiter = new Bottleneck({
      reservoir: perSecond,
      reservoirRefreshAmount,
      reservoirRefreshInterval: 1_000,
    })
    return {
      depart: (leaves) => limiter.schedule(async () => leaves(performance.now())),
      close: async () => {
        await limiter.disconnect()
      },
    }
  },
  'p-throttle': async (perSecond) => {
    const throttled = pThrottle({ limit: perSecond, interval: 1_000 })((leaves: Leaves) =>
      leaves(performance.now()),
    )
    return { depart: async (leaves) => throttled(leaves) }
  },
  'p-throttle-strict': async (perSecond) => {
    const throttle = pThrottle({ limit: perSecond, interval: 1_000, strict: true })
    const throttled = throttle((leaves: Leaves) => leaves(performance.now()))
    return { depart: async (leaves) => throttled(leaves) }
  },
  limiter: async (perSecond) => {
    const limiter = new RateLimiter({ tokensPerInterval: perSecond, interval: 'second' })
    return {
      depart: async (leaves) => {
        await limiter.removeTokens(1)
        leaves(performance.now())
      },
    }
  },
  nodemailer: openNodemailer,
}

/** Its rate limit belongs to its pool of SMTP connections, so that a letter leaves when the server hears of it. */
async function openNodemailer(perSecond: number): Promise<Limiter> {
  const waiting: (() => void)[] = []
  const server = createServer((socket) => greet(socket, () => waiting.shift()?.()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  const { port } = address
  const transport = createTransport({
    ...{ pool: true, host: '127.0.0.1', port, secure: false, ignoreTLS: true },
    ...{ maxConnections: 16, maxMessages: Number.POSITIVE_INFINITY, rateLimit: perSecond, rateDelta: 1_000 },
  })
  return {
    depart: async (leaves) => {
      waiting.push(() => leaves(performance.now()))
      const envelope = { from: 'a@example.org', to: 'b@example.org' }
      await transport.sendMail({ envelope, raw: 'Subject: a\r\n\r\nb\r\n' })
    },
    close: () => {
      transport.close()
      server.close()
    },
  }
}

/** As much of SMTP as takes a letter and says so. */
function greet(socket: Socket, heard: () => void): void {
  let isBody = false
  let unread = ''
  const answer = (line: string) => socket.write(`${line}\r\n`)
  answer('220 bench')
  socket.on('error', () => undefined)
  socket.setEncoding('utf8').on('data', (text: string) => {
    unread += text
    const lines = unread.split('\r\n')
    unread = lines.pop() ?? ''
    for (const line of lines) {
      if (isBody && line !== '.') continue
      if (line.startsWith('MAIL')) heard()
      if (line === 'DATA') answer('354 go on')
      else answer('250 yes')
      isBody = line === 'DATA'
    }
  })
}
