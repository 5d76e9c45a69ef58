import type { DeliveryEvent } from '../webhook/webhook-delivery.ts'
import type { EndpointEvent } from '../webhook/webhook-endpoint.ts'

const endpointSentences: Readonly<Record<EndpointEvent['kind'], string>> = {
  EndpointRegistered: 'An address of the facility’s own systems was registered for webhooks.',
  EndpointVerified:
    'The facility’s own systems answered the challenge: they are told of letters from now on.',
  SecretRotated: 'The secret of a webhook address was changed.',
  EndpointDisabled: 'A webhook address was given up',
  EndpointRemoved: 'A webhook address was taken away.',
}

export const endpointSentence = (event: EndpointEvent): string =>
  event.kind === 'EndpointDisabled'
    ? `${endpointSentences[event.kind]}: ${event.because}.`
    : endpointSentences[event.kind]

/** What happened to a message to a facility's own systems, in one plain sentence. */
export function deliverySentence(event: DeliveryEvent): string {
  switch (event.kind) {
    case 'WebhookQueued':
      return `A message to the facility’s own systems was queued (${event.about.replaceAll('-', ' ')}).`
    case 'WebhookDelivered':
      return `The facility’s own systems took the message (try ${event.tries}). Nobody has read anything by that.`
    case 'WebhookExhausted':
      return `The message to the facility’s own systems was given up after ${event.tries} tries: ${event.because}.`
    case 'WebhookResent':
      return 'A person had the message to the facility’s own systems sent again.'
    default:
      return event satisfies never
  }
}
