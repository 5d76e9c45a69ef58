import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs'
import type { MailEvents, ReceivedMailEvent } from '@recallwire/ports/mail-events.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { readSesEvent } from './ses-event.ts'

export type SesEventQueueOptions = {
  readonly region: string
  /** The queue that the configuration set's events reach through SNS; give it a dead-letter queue. */
  readonly queueUrl: string
  /** Another address than the region's own, e.g. of the local SES. */
  readonly endpoint?: string | undefined
  /** Left out: the SDK's own chain (environment, profile, role). */
  readonly credentials?: SQSClientConfig['credentials'] | undefined
  /** How long one call waits for events, in seconds, 1 to 20; 20. */
  readonly waitSeconds?: number | undefined
  /** After so long, in seconds, an event that was not stored is handed out again; 60. */
  readonly hiddenSeconds?: number | undefined
}

export type SesEventQueue = MailEvents & {
  /** Closes the client's connections. */
  close(): void
}

/** What waits, what is in someone's hands, and what SQS holds back. */
const countNames = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const

/** Beyond its own wait a call gets this long. */
const graceMs = 10_000

/**
 * SES's events from an SQS queue by long polls, which ask every server of the queue: an empty answer says that it was empty.
 * Needs the rights ReceiveMessage, DeleteMessage, ChangeMessageVisibility and GetQueueAttributes. A message that is never done comes again and ends, after the queue's own count of tries, in its dead-letter queue.
 */
export function openSesEventQueue(options: SesEventQueueOptions): SesEventQueue {
  const { queueUrl, waitSeconds = 20, hiddenSeconds = 60 } = options
  const client = new SQSClient({
    region: options.region,
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(options.credentials !== undefined && { credentials: options.credentials }),
  })
  const done = async (handle: string | undefined) => {
    const limit = { abortSignal: AbortSignal.timeout(graceMs) }
    await client
      .send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: handle }), limit)
      .catch(unavailable)
  }
  const leave = async (handle: string | undefined) => {
    const limit = { abortSignal: AbortSignal.timeout(graceMs) }
    const again = { QueueUrl: queueUrl, ReceiptHandle: handle, VisibilityTimeout: 0 }
    await client.send(new ChangeMessageVisibilityCommand(again), limit).catch(unavailable)
  }
  const received = ({ Body, ReceiptHandle }: Message): ReceivedMailEvent => ({
    reading: readSesEvent(Body ?? ''),
    done: () => done(ReceiptHandle),
    leave: () => leave(ReceiptHandle),
  })
  return {
    receive: async (signal) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(waitSeconds * 1_000 + graceMs)])
      const ask = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: hiddenSeconds,
      })
      const { Messages = [] } = await client.send(ask, { abortSignal: limit }).catch((cause: unknown) => {
        signal.throwIfAborted()
        return unavailable(cause)
      })
      return Messages.map(received)
    },
    allStored: async (signal) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(graceMs)])
      const ask = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...countNames] })
      const { Attributes } = await client.send(ask, { abortSignal: limit }).catch((cause: unknown) => {
        signal.throwIfAborted()
        return unavailable(cause)
      })
      return countNames.every((name) => Attributes?.[name] === '0')
    },
    close: () => client.destroy(),
  }
}

function unavailable(cause: unknown): never {
  const name = cause instanceof Error ? cause.name : 'unknown error'
  throw new RecallError('upstream-unavailable', `The queue of mail events does not answer (${name})`, {
    cause,
  })
}
