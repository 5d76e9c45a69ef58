import type { SendRequest } from './read-send.ts'

export const eventTypes = [
  'Send',
  'Delivery',
  'DeliveryDelay',
  'Bounce',
  'TransientBounce',
  'Complaint',
  'Reject',
  'RenderingFailure',
] as const

/** One event about a mail: how long after it was taken, and how often, since queues double. */
export type PlannedEvent = {
  readonly type: (typeof eventTypes)[number]
  readonly lateMs?: number
  readonly times?: number
}

/** Which events a taken mail gets. */
export type ChooseEvents = (send: SendRequest) => readonly PlannedEvent[]

/** As the mailbox simulator of SES does it: the local part of the address says what becomes of the mail. */
export const simulatorEvents: ChooseEvents = ({ destinations }) => {
  const send: PlannedEvent = { type: 'Send' }
  switch (destinations[0]?.split('@')[0]) {
    case 'bounce':
    case 'suppressionlist':
      return [send, { type: 'Bounce' }]
    case 'ooto':
      return [send, { type: 'Delivery' }, { type: 'TransientBounce' }]
    case 'complaint':
      return [send, { type: 'Delivery' }, { type: 'Complaint' }]
    default:
      return [send, { type: 'Delivery' }]
  }
}

/** Where events go, and how one goes there after a while. */
export type Publisher = { put(body: string): void; later(put: () => void, ms: number): void }

/** Puts the events of a taken mail into the queue as SNS would; without a configuration set SES publishes none. */
export function publishEvents(
  publisher: Publisher,
  events: readonly PlannedEvent[],
  mail: SendRequest & { readonly messageId: string },
): void {
  if (mail.configurationSetName === undefined) return
  for (const { type, lateMs = 0, times = 1 } of events) {
    const put = () => {
      const body = renderNotification(renderEvent(type, mail, new Date().toISOString()))
      for (let time = 0; time < times; time += 1) publisher.put(body)
    }
    if (lateMs > 0) publisher.later(put, lateMs)
    else put()
  }
}

const renderNotification = (message: string): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: '00000000-0000-0000-0000-000000000000',
    TopicArn: 'arn:aws:sns:local:000000000000:mail-events',
    Message: message,
    Timestamp: new Date().toISOString(),
  })

function renderEvent(
  type: PlannedEvent['type'],
  mail: SendRequest & { readonly messageId: string },
  timestamp: string,
): string {
  const recipients = mail.destinations.map((emailAddress) => ({ emailAddress }))
  const common = {
    mail: {
      timestamp,
      source: mail.source,
      messageId: mail.messageId,
      destination: mail.destinations,
      tags: Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    },
  }
  const bounce = (bounceType: string, bounceSubType: string, status: string) => ({
    eventType: 'Bounce',
    ...common,
    bounce: {
      bounceType,
      bounceSubType,
      timestamp,
      bouncedRecipients: recipients.map((recipient) => ({ ...recipient, action: 'failed', status })),
    },
  })
  switch (type) {
    case 'Send':
      return JSON.stringify({ eventType: 'Send', ...common, send: {} })
    case 'Delivery':
      return JSON.stringify({
        eventType: 'Delivery',
        ...common,
        delivery: { timestamp, recipients: mail.destinations },
      })
    case 'DeliveryDelay':
      return JSON.stringify({
        eventType: 'DeliveryDelay',
        ...common,
        deliveryDelay: { timestamp, delayType: 'MailboxFull', delayedRecipients: recipients },
      })
    case 'Bounce':
      return JSON.stringify(bounce('Permanent', 'General', '5.1.1'))
    case 'TransientBounce':
      return JSON.stringify(bounce('Transient', 'General', '4.4.7'))
    case 'Complaint':
      return JSON.stringify({
        eventType: 'Complaint',
        ...common,
        complaint: { timestamp, complaintFeedbackType: 'abuse', complainedRecipients: recipients },
      })
    case 'Reject':
      return JSON.stringify({ eventType: 'Reject', ...common, reject: { reason: 'Bad content' } })
    case 'RenderingFailure':
      return JSON.stringify({
        eventType: 'Rendering Failure',
        ...common,
        failure: { errorMessage: 'no template' },
      })
    default:
      return type satisfies never
  }
}
