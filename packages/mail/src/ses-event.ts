import type { MailEventReading } from '@recallwire/ports/mail-events.ts'
import { isLetterId } from './letter-id.ts'

type Json = Readonly<Record<string, unknown>>

/** Kinds that SES publishes besides: they tell about the reader, which no count here rests on. */
const ignoredTypes: readonly string[] = ['Open', 'Click', 'Subscription']

/**
 * Reads what SES publishes about a mail (event publishing, `eventType`), as SNS hands it to a queue: wrapped in a notification,
 * or bare with raw message delivery. Any text gives a reading. SES's reasons name addresses, so that only codes are kept.
 */
export function readSesEvent(body: string): MailEventReading {
  const outer = parseObject(body)
  const message = outer?.Type === 'Notification' ? parseObject(textAt(outer, 'Message') ?? '') : outer
  if (message === undefined) return unreadable('the message is no JSON object')
  const type = textAt(message, 'eventType') ?? textAt(message, 'notificationType')
  if (type === undefined) return unreadable('eventType is missing')
  if (ignoredTypes.includes(type)) return { kind: 'ignored', because: type }
  const mail = objectAt(message, 'mail')
  const providerId = textAt(mail, 'messageId')
  if (providerId === undefined) return unreadable('mail.messageId is missing')
  const tags = objectAt(mail, 'tags')
  const letterId = firstTag(tags, 'letterId')
  const attempt = Number(firstTag(tags, 'attempt'))
  if (letterId === undefined || !isLetterId(letterId) || !Number.isInteger(attempt) || attempt < 1)
    return { kind: 'foreign', because: `${type} of a mail without the tags of a letter` }
  const what = whatHappened(type, message, mail)
  if (what === undefined) return unreadable(`the event type ${JSON.stringify(type.slice(0, 40))} is unknown`)
  const at = instantOf(what.at)
  if (at === undefined) return unreadable(`${type} has no time`)
  return { kind: 'event', event: { letterId, attempt, providerId, at, ...what.event } }
}

type Reported = Extract<MailEventReading, { kind: 'event' }>['event']
/** What is left of an event of each kind without what all of them have. */
type Told<Event> = Event extends unknown ? Omit<Event, 'letterId' | 'attempt' | 'providerId' | 'at'> : never

function whatHappened(
  type: string,
  message: Json,
  mail: Json | undefined,
): { readonly at: string | undefined; readonly event: Told<Reported> } | undefined {
  const sentAt = textAt(mail, 'timestamp')
  switch (type) {
    case 'Send':
      return { at: sentAt, event: { kind: 'accepted' } }
    case 'Delivery':
      return { at: timeOf(message, 'delivery') ?? sentAt, event: { kind: 'delivered' } }
    case 'DeliveryDelay': {
      const because = textAt(objectAt(message, 'deliveryDelay'), 'delayType') ?? 'Undetermined'
      return { at: timeOf(message, 'deliveryDelay') ?? sentAt, event: { kind: 'delayed', because } }
    }
    case 'Bounce':
      return { at: timeOf(message, 'bounce') ?? sentAt, event: bounceOf(objectAt(message, 'bounce')) }
    case 'Complaint': {
      const complaint = objectAt(message, 'complaint')
      const because =
        textAt(complaint, 'complaintFeedbackType') ?? textAt(complaint, 'complaintSubType') ?? 'complaint'
      return { at: timeOf(message, 'complaint') ?? sentAt, event: { kind: 'complained', because } }
    }
    case 'Reject':
      return { at: sentAt, event: { kind: 'rejected', because: 'rejected by the mail service' } }
    case 'Rendering Failure':
    case 'RenderingFailure':
      return { at: sentAt, event: { kind: 'rejected', because: 'not rendered by the mail service' } }
    default:
      return undefined
  }
}

/** Only `Permanent` means that the address does not work; SES itself has given up on either. */
function bounceOf(bounce: Json | undefined): Told<Reported> {
  const type = textAt(bounce, 'bounceType') ?? 'Undetermined'
  const recipients = bounce?.bouncedRecipients
  const first: unknown = Array.isArray(recipients) ? recipients[0] : undefined
  const status = isObject(first) ? textAt(first, 'status') : undefined
  const codes = [type, textAt(bounce, 'bounceSubType'), status].filter((code) => code !== undefined)
  return { kind: 'bounced', permanent: type === 'Permanent', because: codes.map(codeOf).join(' ') }
}

/** A code as it may stand in an event: no reason of SES's brings an address along. */
const codeOf = (text: string): string => text.replace(/[^\w.-]/g, '').slice(0, 40)

const timeOf = (message: Json, member: string): string | undefined =>
  textAt(objectAt(message, member), 'timestamp')

function instantOf(text: string | undefined): string | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

function firstTag(tags: Json | undefined, name: string): string | undefined {
  const values = tags?.[name]
  const first: unknown = Array.isArray(values) ? values[0] : undefined
  return typeof first === 'string' ? first : undefined
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function objectAt(from: Json | undefined, member: string): Json | undefined {
  const value = from?.[member]
  return isObject(value) ? value : undefined
}

function textAt(from: Json | undefined, member: string): string | undefined {
  const value = from?.[member]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const unreadable = (because: string): MailEventReading => ({ kind: 'unreadable', because })
