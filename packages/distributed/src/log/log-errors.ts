import { findRecallError, RecallError } from '@recallwire/runtime/recall-error.ts'

/** What Kafka did not do, with its own words. A refused sign-in is no outage: no retry helps against it. */
export function unavailable(what: string, cause?: unknown): RecallError {
  const said = findRecallError(cause)?.message ?? (cause instanceof Error ? cause.message : undefined)
  const isRefusal = findRecallError(cause)?.code === 'upstream-refused' || nameOf(cause) === refusal
  const message = said === undefined ? what : `${what}: ${said}`
  return new RecallError(isRefusal ? 'upstream-refused' : 'log-unavailable', message, { cause })
}

const refusal = 'KafkaJSSASLAuthenticationError'

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

/** Names whatever an answer of Kafka fails with. */
export const asking = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
  ask().catch((error: unknown) => Promise.reject(unavailable('Kafka did not answer', error)))

export const isOfKafkajs = (error: unknown): boolean => nameOf(error).startsWith('KafkaJS')

/** Passes on kafkajs' own errors, which it knows again, and names any other as a fault inside it. */
export const ofClient = (work: () => Promise<void>): Promise<void> =>
  work().catch((error: unknown) =>
    Promise.reject(isOfKafkajs(error) ? error : unavailable('kafkajs failed', error)),
  )

/** Whether an error comes from the client, and not from whoever handles what it gave. */
export const isOfClient = (error: unknown): boolean =>
  isOfKafkajs(error) || findRecallError(error)?.code === 'log-unavailable'

const tooLarge = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']

/** What a send failed with. The record may be in the log all the same, unless it is too large. */
export function sendError(topic: string, error: unknown): RecallError {
  const type = error instanceof Error && 'type' in error ? String(error.type) : ''
  if (!tooLarge.includes(type)) return unavailable(`Kafka did not take a record for ${topic}`, error)
  return new RecallError('record-too-large', `a record for ${topic} is larger than its max.message.bytes`, {
    cause: error,
  })
}
