import { z } from 'zod'
import { letterKindSchema } from '../casework/case.ts'
import { idSchema } from '../text.ts'
import { addMs, type Instant, instantSchema } from '../time.ts'

/** What a message is about: a letter of this kind that the case decided on, or a rung of its ladder. */
export const webhookTopicSchema = z.enum([...letterKindSchema.options, 'reply-owed'])
export type WebhookTopic = z.infer<typeof webhookTopicSchema>

/** One call: what the endpoint answered, or why it gave no answer. */
const attemptSchema = z.strictObject({
  at: instantSchema,
  tookMs: z.int(),
  status: z.int().optional(),
  problem: z.string().optional(),
})
export type WebhookAttempt = z.infer<typeof attemptSchema>

/** One message to one endpoint. Its bytes are made once, so that each try sends the same under the same id. */
export const webhookDeliverySchema = z.strictObject({
  deliveryId: idSchema,
  endpointId: idSchema,
  organisationId: idSchema,
  facilityId: idSchema,
  caseId: idSchema,
  recallId: idSchema,
  about: webhookTopicSchema,
  body: z.string(),
  state: z.enum(['pending', 'delivered', 'exhausted']),
  createdAt: instantSchema,
  /** Real time. While a call is under way, when somebody else may take it up. */
  nextAttemptAt: instantSchema,
  /** Tries since it was queued, or since a person had it sent again. */
  tries: z.int(),
  /** The newest last; no more than fifty are kept. */
  attempts: z.array(attemptSchema),
})
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>

const at = instantSchema
export const deliveryEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('WebhookQueued'), at, about: webhookTopicSchema }),
  z.strictObject({ kind: z.literal('WebhookDelivered'), at, tries: z.int() }),
  /** No further try is made unless a person asks for one. */
  z.strictObject({ kind: z.literal('WebhookExhausted'), at, tries: z.int(), because: z.string() }),
  z.strictObject({ kind: z.literal('WebhookResent'), at }),
])
export type DeliveryEvent = z.infer<typeof deliveryEventSchema>

const [second, minute, hour] = [1_000, 60_000, 3_600_000] as const

/** How long after each failed try the next is made, as Svix does it: eight tries over some 27.6 hours, then a person is told. */
export const retryAfterMs: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
]

const attemptsKept = 50

export type DeliveryChange = {
  readonly next: WebhookDelivery
  readonly events: readonly DeliveryEvent[]
}

/** What a try makes of a delivery. Success is 2xx; 410 says that nothing more is wanted there. */
export function attempted(on: WebhookDelivery, attempt: WebhookAttempt, now: Instant): DeliveryChange {
  const tries = on.tries + 1
  const tried = { ...on, tries, attempts: [...on.attempts, attempt].slice(-attemptsKept) }
  if (isSuccess(attempt))
    return {
      next: { ...tried, state: 'delivered' },
      events: [{ kind: 'WebhookDelivered', at: now, tries }],
    }
  const wait = retryAfterMs[tries - 1]
  if (wait === undefined || isGone(attempt)) return exhausted(tried, problemOf(attempt), now)
  return { next: { ...tried, nextAttemptAt: addMs(now, wait) }, events: [] }
}

/** Given up without a try: the endpoint is not to be called any more. */
export const exhausted = (on: WebhookDelivery, because: string, now: Instant): DeliveryChange => ({
  next: { ...on, state: 'exhausted' },
  events: [{ kind: 'WebhookExhausted', at: now, tries: on.tries, because }],
})

/** A person has it sent again: the schedule begins anew, and the log of tries goes on. Undefined while it is under way. */
export const resent = (on: WebhookDelivery, now: Instant): DeliveryChange | undefined =>
  on.state === 'pending'
    ? undefined
    : {
        next: { ...on, state: 'pending', tries: 0, nextAttemptAt: now },
        events: [{ kind: 'WebhookResent', at: now }],
      }

export const isSuccess = ({ status }: WebhookAttempt): boolean =>
  status !== undefined && status >= 200 && status < 300

export const isGone = ({ status }: WebhookAttempt): boolean => status === 410

const problemOf = ({ status, problem }: WebhookAttempt): string =>
  problem ?? `the endpoint answered ${status}`
