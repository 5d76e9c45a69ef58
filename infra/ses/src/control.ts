import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Behaviour, behaviours, isBehaviour } from './behaviour.ts'
import type { ReceivedMail } from './local-ses.ts'
import { readBody } from './read-body.ts'

type Controlled = {
  readonly received: ReceivedMail[]
  respondWith(next: readonly Behaviour[]): void
}

/** Requests of a test or a person rather than of a mail client: everything under /_local/. */
export function isControl(request: IncomingMessage): boolean {
  return request.url?.startsWith('/_local/') === true
}

/**
 * The same control from another process:
 * `GET /_local/received` lists what was accepted (`mime` in base64), `DELETE` forgets it, and
 * `PUT /_local/behaviours` takes a JSON list of behaviours for the next sends.
 */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  controlled: Controlled,
): Promise<void> {
  const route = `${request.method} ${request.url}`
  if (route === 'GET /_local/received') {
    const mails = controlled.received.map((mail) => ({
      ...mail,
      mime: Buffer.from(mail.mime).toString('base64'),
    }))
    return sendJson(response, 200, mails)
  }
  if (route === 'DELETE /_local/received') {
    controlled.received.length = 0
    return sendJson(response, 200, [])
  }
  if (route === 'PUT /_local/behaviours') {
    const next = parseBehaviours(await readBody(request))
    if (next === undefined) return sendJson(response, 400, { expected: 'a list of', behaviours })
    controlled.respondWith(next)
    return sendJson(response, 200, next)
  }
  sendJson(response, 404, { error: `there is no ${route}` })
}

function parseBehaviours(text: string): readonly Behaviour[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every(isBehaviour) ? value : undefined
  } catch {
    return undefined
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
