import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerQueue, isQueueRequest } from './answer-queue.ts'
import { renderError, renderQuota, renderSent } from './answers.ts'
import { accepts, type Behaviour, type ErrorAnswer, errorAnswers } from './behaviour.ts'
import { answerControl, isControl } from './control.ts'
import { createEventQueue, type EventQueue } from './event-queue.ts'
import { type ChooseEvents, publishEvents, simulatorEvents } from './publish-events.ts'
import { readBody } from './read-body.ts'
import { readSend, type SendRequest } from './read-send.ts'

/** A letter the service accepted, with the bytes as they came. */
export type ReceivedMail = SendRequest & {
  readonly messageId: string
  readonly acceptedAt: string
  /** How the sender was answered: that it was accepted, or not. */
  readonly answer: Behaviour
  /** How many of its events are published, sooner or later. */
  readonly events: number
}

/** Letters a day and a second. */
export type SendQuota = { readonly daily: number; readonly rate: number }

/** Decides how one send is answered; called once for each, in order of arrival. */
export type ChooseBehaviour = (send: SendRequest) => Behaviour

export interface LocalSes {
  /** The endpoint to give to the SES client. */
  readonly url: string
  /** The address of the queue of events, for an SQS client at the same endpoint. */
  readonly queueUrl: string
  readonly events: EventQueue
  /** Which events the mails taken from now on get; at first as the mailbox simulator of SES does it. */
  publishWith(choose: ChooseEvents): void
  /** Everything accepted since the start or the last `clear`, in order. */
  received(): readonly ReceivedMail[]
  /** How many sends were asked for, accepted or not. */
  requests(): number
  /** The next sends behave as listed, one each, and accept after that; or ask a function each time. */
  respondWith(next: readonly Behaviour[] | ChooseBehaviour): void
  clear(): void
  /** Closes the listener and every connection, hanging ones included. */
  stop(): Promise<void>
}

export type LocalSesOptions = {
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly host?: string
  /** What GetSendQuota tells. */
  readonly quota?: SendQuota
}

/**
 * A stand-in for Amazon SES that speaks its v1 Query protocol: SendRawEmail, SendEmail, GetSendQuota. It keeps the exact
 * bytes in memory and mails nothing. It wants a signature and does not verify it. What happens to a mail is published to a queue
 * that speaks SQS at the same address.
 */
export async function startLocalSes(options: LocalSesOptions = {}): Promise<LocalSes> {
  const { port = 0, host = '127.0.0.1' } = options
  let quota = options.quota ?? { daily: 50_000, rate: 14 }
  const received: ReceivedMail[] = []
  const events = createEventQueue()
  let outstanding = 0
  let chooseEvents: ChooseEvents = simulatorEvents
  let requests = 0
  let choose: ChooseBehaviour = () => 'accept'

  function respondWith(next: readonly Behaviour[] | ChooseBehaviour): void {
    const queue = typeof next === 'function' ? [] : [...next]
    choose = typeof next === 'function' ? next : () => queue.shift() ?? 'accept'
  }

  const publishWith = (chosen: ChooseEvents): void => {
    chooseEvents = chosen
  }
  /** Events that are late are counted until they are in the queue. */
  const publisher = {
    put: events.put,
    later: (put: () => void, ms: number) => {
      outstanding += 1
      setTimeout(() => {
        outstanding -= 1
        put()
      }, ms).unref()
    },
  }
  const controlled = {
    received,
    events,
    requests: () => requests,
    outstanding: () => outstanding,
    respondWith,
    publishWith,
    setQuota: (next: SendQuota) => {
      quota = next
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isQueueRequest(request)) return answerQueue(request, response, events)
    if (isControl(request)) return answerControl(request, response, controlled)
    const form = new URLSearchParams(await readBody(request))
    const action = form.get('Action')
    if (request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') !== true) {
      return sendError(response, { status: 403, code: 'MissingAuthenticationToken', message: 'Not signed' })
    }
    if (action === 'GetSendQuota')
      return sendXml(response, 200, renderQuota({ ...quota, sent: received.length }))
    if (action !== 'SendRawEmail' && action !== 'SendEmail') {
      return sendError(response, { status: 400, code: 'InvalidAction', message: 'Unknown action' })
    }
    requests += 1
    const read = readSend(action, form)
    if (read.kind === 'invalid') return sendError(response, read.error)
    const behaviour = choose(read.send)
    const messageId = `local-${String(requests).padStart(12, '0')}`
    if (accepts(behaviour)) {
      const chosen = chooseEvents(read.send)
      const mail = { ...read.send, messageId, answer: behaviour, events: chosen.length }
      received.push({ ...mail, acceptedAt: new Date().toISOString() })
      publishEvents(publisher, chosen, mail)
    }
    behave(response, behaviour, action, messageId)
  }

  const server = createServer((request, response) => {
    // A request that breaks off has nobody left to answer.
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the local SES has no port')

  const url = `http://${host}:${address.port}`
  return {
    url,
    queueUrl: `${url}/000000000000/mail-events`,
    events,
    publishWith,
    received: () => [...received],
    requests: () => requests,
    respondWith,
    clear: () => {
      received.length = 0
      requests = 0
      events.clear()
    },
    stop: async () => {
      events.stop()
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function behave(response: ServerResponse, behaviour: Behaviour, action: string, messageId: string): void {
  const error = errorAnswers[behaviour]
  if (error !== undefined) sendError(response, error)
  else if (behaviour.startsWith('reset')) response.socket?.resetAndDestroy()
  else if (behaviour === 'garbled-after-accept') sendXml(response, 200, '<SendRawEmailResponse><SendRaw')
  else if (!behaviour.startsWith('hang')) sendXml(response, 200, renderSent(action, messageId))
}

function sendError(response: ServerResponse, error: ErrorAnswer): void {
  sendXml(response, error.status, renderError(error))
}

function sendXml(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(xml)
}
