import type { IncomingMessage, ServerResponse } from 'node:http'
import type { EventQueue } from './event-queue.ts'
import { readBody } from './read-body.ts'

const target = 'AmazonSQS.'

/** Requests of an SQS client, which names what it wants in a header (AWS JSON 1.0). */
export function isQueueRequest(request: IncomingMessage): boolean {
  return request.headers['x-amz-target']?.toString().startsWith(target) === true
}

/** ReceiveMessage, DeleteMessage, ChangeMessageVisibility and GetQueueAttributes of the one queue that the mails' events are in. */
export async function answerQueue(
  request: IncomingMessage,
  response: ServerResponse,
  queue: EventQueue,
): Promise<void> {
  const asked: unknown = JSON.parse(await readBody(request))
  const numberAt = (name: string, otherwise: number) => {
    const value = isRecord(asked) ? asked[name] : undefined
    return typeof value === 'number' ? value : otherwise
  }
  switch (request.headers['x-amz-target']?.toString().slice(target.length)) {
    case 'ReceiveMessage': {
      const events = await queue.receive(
        numberAt('MaxNumberOfMessages', 1),
        numberAt('WaitTimeSeconds', 0) * 1_000,
        numberAt('VisibilityTimeout', 30) * 1_000,
      )
      const messages = events.map(({ handle, body, md5 }) => ({
        MessageId: handle,
        ReceiptHandle: handle,
        Body: body,
        MD5OfBody: md5,
      }))
      return send(response, 200, messages.length === 0 ? {} : { Messages: messages })
    }
    case 'DeleteMessage': {
      const handle = isRecord(asked) ? asked.ReceiptHandle : undefined
      if (typeof handle === 'string') queue.delete(handle)
      return send(response, 200, {})
    }
    case 'ChangeMessageVisibility': {
      const handle = isRecord(asked) ? asked.ReceiptHandle : undefined
      if (typeof handle === 'string') queue.hide(handle, numberAt('VisibilityTimeout', 30) * 1_000)
      return send(response, 200, {})
    }
    case 'GetQueueAttributes': {
      const hidden = queue.hidden()
      const Attributes = {
        ApproximateNumberOfMessages: String(queue.size() - hidden),
        ApproximateNumberOfMessagesNotVisible: String(hidden),
        ApproximateNumberOfMessagesDelayed: '0',
      }
      return send(response, 200, { Attributes })
    }
    default:
      return send(response, 400, { __type: 'com.amazonaws.sqs#InvalidAction', message: 'Unknown action' })
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(value))
}
