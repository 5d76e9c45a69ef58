import { z } from 'zod'
import { type Actor, actorSchema } from '../access/actor.ts'
import { instantSchema } from '../time.ts'
import { type EventData, type EventType, eventCatalogue, isEventType } from './event-catalogue.ts'
import type { Topic } from './topics.ts'

/** CloudEvents 1.0, structured JSON; the record's value on every topic. `time` is when it was recorded. */
const envelopeSchema = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(64),
  source: z.string().regex(/^\/[a-z]+$/),
  type: z.string(),
  subject: z.string(),
  time: instantSchema,
  datacontenttype: z.literal('application/json'),
  dataschema: z.string(),
  /** When it happened, for a human act that was entered later; else equal to `time`. */
  occurredat: instantSchema,
  actor: actorSchema,
  causationid: z.string().optional(),
  traceparent: z.string().optional(),
  data: z.unknown(),
})

export type EventOf<T extends EventType> = Omit<z.infer<typeof envelopeSchema>, 'type' | 'data'> & {
  readonly type: T
  readonly data: EventData<T>
}

/** Any event of the catalogue, told apart by `type`. */
export type RecallEvent = { [T in EventType]: EventOf<T> }[EventType]

export type NewEvent<T extends EventType> = {
  readonly id: string
  readonly source: string
  readonly type: T
  readonly subject: string
  readonly at: string
  readonly occurredAt?: string | undefined
  readonly actor: Actor
  readonly causeId?: string | undefined
  readonly data: EventData<T>
}

/** An event with where it goes: what stores take beside a document. */
export type OutgoingEvent = { readonly topic: Topic; readonly key: string; readonly event: RecallEvent }

/** Puts an event into its envelope and addresses it. `key` orders it: equal keys stay in order, others need not. */
export function outgoing<T extends EventType>(key: string, event: NewEvent<T>): OutgoingEvent {
  const { id, source, type, subject, at, occurredAt, actor, causeId, data } = event
  const envelope = {
    specversion: '1.0' as const,
    id,
    source,
    type,
    subject,
    time: at,
    datacontenttype: 'application/json' as const,
    dataschema: `/schemas/${type}.json`,
    occurredat: occurredAt ?? at,
    actor,
    ...(causeId === undefined ? {} : { causationid: causeId }),
    data,
  }
  return { topic: eventCatalogue[type].topic, key, event: envelope as unknown as RecallEvent }
}

/** The same checks, made into code once: a million rows of an inventory are as many events. */
const compiledEnvelope = z.compile(envelopeSchema)
const compiledData = new Map<EventType, (data: unknown) => z.ZodSafeParseResult<unknown>>()

function checkData(type: EventType, data: unknown): z.ZodSafeParseResult<unknown> {
  const known = compiledData.get(type)
  if (known !== undefined) return known(data)
  const schema = z.compile(eventCatalogue[type].data)
  compiledData.set(type, (given) => schema.safeParse(given))
  return schema.safeParse(data)
}

export type EventProblem = { readonly kind: 'problem'; readonly reason: string }

/** An event as its record has it, and of one that was not asked for its type alone. */
export type ParsedEvent =
  | { readonly kind: 'event'; readonly event: RecallEvent }
  | { readonly kind: 'unwanted'; readonly type: EventType }
  | EventProblem

/**
 * Reads a record's bytes. An unknown type or version, or data that does not fit its schema, is a problem: the record is
 * parked with the reason and its bytes, never skipped. The data of a type that is not `wanted` is left unread.
 */
export function parseEvent(bytes: Uint8Array): Exclude<ParsedEvent, { kind: 'unwanted' }>
export function parseEvent(bytes: Uint8Array, isWanted: (type: EventType) => boolean): ParsedEvent
export function parseEvent(
  bytes: Uint8Array,
  isWanted: (type: EventType) => boolean = () => true,
): ParsedEvent {
  let json: unknown
  try {
    json = JSON.parse(decoder.decode(bytes))
  } catch {
    return { kind: 'problem', reason: 'the record is not JSON in UTF-8' }
  }
  const envelope = compiledEnvelope.safeParse(json)
  if (!envelope.success)
    return { kind: 'problem', reason: `the envelope is malformed: ${z.prettifyError(envelope.error)}` }
  const { type } = envelope.data
  if (!isEventType(type)) return { kind: 'problem', reason: `the event type ${type} is not known here` }
  if (!isWanted(type)) return { kind: 'unwanted', type }
  const data = checkData(type, envelope.data.data)
  if (!data.success)
    return { kind: 'problem', reason: `the data of ${type} is malformed: ${z.prettifyError(data.error)}` }
  return { kind: 'event', event: { ...envelope.data, type, data: data.data } as unknown as RecallEvent }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Whether bytes are in an envelope of ours, known or not: a newer version's event is. Anything else came into the log from
 * outside, and nobody knows what it holds.
 */
export function isEnveloped(bytes: Uint8Array): boolean {
  try {
    return compiledEnvelope.safeParse(JSON.parse(decoder.decode(bytes))).success
  } catch {
    return false
  }
}

export const eventBytes = (event: RecallEvent): Uint8Array => new TextEncoder().encode(JSON.stringify(event))
