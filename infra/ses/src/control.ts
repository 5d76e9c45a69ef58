import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Behaviour, behaviours, isBehaviour } from './behaviour.ts'
import type { EventQueue } from './event-queue.ts'
import type { ChooseBehaviour, ReceivedMail, SendQuota } from './local-ses.ts'
import type { ChooseEvents } from './publish-events.ts'
import { readBody } from './read-body.ts'
import { type TalliedMail, tallyMail } from './tally.ts'
import { answersIn, eventsIn, parseWeather } from './weather.ts'

type Controlled = {
  readonly received: ReceivedMail[]
  readonly events: EventQueue
  requests(): number
  /** Events that are still to be put into the queue. */
  outstanding(): number
  respondWith(next: readonly Behaviour[] | ChooseBehaviour): void
  publishWith(choose: ChooseEvents): void
  setQuota(quota: SendQuota): void
}

/** Everything that was accepted, and what is left of its events. */
export type Tally = {
  /** Sends asked for, accepted or not. */
  readonly requests: number
  readonly accepted: readonly TalliedMail[]
  readonly events: {
    /** Not yet published, and published and not yet taken off the queue. */
    readonly waiting: number
    readonly dead: number
  }
}

/** Requests of a test or a person rather than of a mail client: everything under /_local/. */
export function isControl(request: IncomingMessage): boolean {
  return request.url?.startsWith('/_local/') === true
}

/**
 * The same control from another process:
 * `GET /_local/received` lists what was accepted (`mime` in base64), `DELETE` forgets it; `GET /_local/received/MESSAGEID`
 * is the bytes of one; `GET /_local/tally?from=N` is who was sent what, without bytes, from the so-manieth mail on; `PUT /_local/behaviours` takes a
 * JSON list of behaviours for the next sends, `PUT /_local/weather` chances for all that follow, `PUT /_local/quota` what the
 * account may send (`{"daily":50000,"rate":14}`).
 */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  controlled: Controlled,
): Promise<void> {
  const { received } = controlled
  const route = `${request.method} ${request.url}`
  if (route === 'GET /_local/received') {
    const mails = received.map((mail) => ({ ...mail, mime: Buffer.from(mail.mime).toString('base64') }))
    return sendJson(response, 200, mails)
  }
  if (route === 'DELETE /_local/received') {
    received.length = 0
    return sendJson(response, 200, [])
  }
  const tally = /^GET \/_local\/tally(?:\?from=(\d+))?$/.exec(route)
  if (tally !== null) return sendJson(response, 200, tallyOf(controlled, Number(tally[1] ?? 0)))
  if (route.startsWith('GET /_local/received/')) {
    const found = received.find(({ messageId }) => route.endsWith(`/${messageId}`))
    if (found !== undefined) response.writeHead(200, { 'content-type': 'message/rfc822' }).end(found.mime)
    else sendJson(response, 404, { error: 'no such mail was accepted' })
    return
  }
  if (request.method === 'PUT') return put(request, response, controlled)
  sendJson(response, 404, { error: `there is no ${route}` })
}

async function put(
  request: IncomingMessage,
  response: ServerResponse,
  controlled: Controlled,
): Promise<void> {
  const given = parseJson(await readBody(request))
  switch (request.url) {
    case '/_local/behaviours': {
      const isList = Array.isArray(given) && given.every(isBehaviour)
      if (!isList) return sendJson(response, 400, { expected: 'a list of', behaviours })
      controlled.respondWith(given)
      return sendJson(response, 200, given)
    }
    case '/_local/weather': {
      const weather = parseWeather(given)
      if (typeof weather === 'string') return sendJson(response, 400, { error: weather, behaviours })
      controlled.respondWith(answersIn(weather))
      controlled.publishWith(eventsIn(weather))
      return sendJson(response, 200, weather)
    }
    case '/_local/quota': {
      const quota = parseQuota(given)
      if (quota === undefined) return sendJson(response, 400, { expected: '{"daily":50000,"rate":14}' })
      controlled.setQuota(quota)
      return sendJson(response, 200, quota)
    }
    default:
      return sendJson(response, 404, { error: `there is no PUT ${request.url}` })
  }
}

const tallyOf = ({ received, events, requests, outstanding }: Controlled, from: number): Tally => ({
  requests: requests(),
  accepted: received.slice(from).map(tallyMail),
  events: { waiting: outstanding() + events.size(), dead: events.dead().length },
})

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseQuota(value: unknown): SendQuota | undefined {
  if (typeof value !== 'object' || value === null || !('daily' in value) || !('rate' in value))
    return undefined
  const { daily, rate } = value
  return typeof daily === 'number' && typeof rate === 'number' ? { daily, rate } : undefined
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
