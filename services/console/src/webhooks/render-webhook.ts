import type { DeliveryView, EndpointView } from '@recallwire/domain/views/webhook-view.ts'
import type { WebhookAttempt, WebhookTopic } from '@recallwire/domain/webhook/webhook-delivery.ts'
import { renderAlert, renderDefinitionList, renderTag } from '@recallwire/html/components.ts'
import { renderButtonForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { letterKindWords, plural } from '../words/words.ts'
import { endpointTag } from './render-webhooks.ts'

export type WebhookPage = {
  readonly endpoint: EndpointView
  readonly deliveries: readonly DeliveryView[]
  /** Empty for whoever may not see them. */
  readonly secrets: readonly string[]
}

/** One address: how it stands, what to verify with, and each message with its tries. */
export function renderWebhook(visit: Visit, { endpoint, deliveries, secrets }: WebhookPage): Html {
  const { endpointId, url, state, disabledBecause, failingSince, createdAt, verifiedAt } = endpoint
  const button = (act: string, label: string, tone?: 'outline' | 'secondary') =>
    renderButtonForm({ action: `/webhooks/${endpointId}/${act}`, label, hidden: visit.hidden(), tone })
  return html`${
    state === 'disabled' &&
    renderAlert({
      tone: 'error',
      heading: 'This address is told nothing any more',
      body: html`Because ${disabledBecause ?? 'it was given up'}. Mend it, then have it verified again.`,
    })
  }${
    state === 'registered' &&
    renderAlert({
      tone: 'warning',
      heading: 'This address has to be verified',
      body: html`It gets a signed message of the type <code>webhook.verification</code> and has to answer 200 with <code>{"challenge": …}</code>, the challenge it was sent. Until then it is told nothing.`,
    })
  }${renderDefinitionList([
    { term: 'Address', value: html`<code class="text-wrap">${url}</code>` },
    { term: 'State', value: endpointTag(endpoint) },
    { term: 'Registered', value: renderTime(createdAt) },
    ...(verifiedAt === undefined ? [] : [{ term: 'Verified', value: renderTime(verifiedAt) }]),
    ...(failingSince === undefined ? [] : [{ term: 'Failing since', value: renderTime(failingSince) }]),
    ...secrets.map((secret, index) => ({
      term: index === 0 ? 'Secret' : 'Secret before, for a day',
      value: html`<details><summary>Show it</summary><code class="text-wrap">${secret}</code></details>`,
    })),
  ])}
${
  visit.may('webhooks.edit') &&
  html`<p class="margin-y-2">${state !== 'verified' && button('verify', 'Verify it now')}${button('rotate', 'Change the secret', 'outline')}${button('remove', 'Take it away', 'secondary')}</p>`
}
<h2>Messages</h2>
${renderRecords({
  caption: 'The newest first; each is tried eight times over some 28 hours',
  columns: [{ label: 'Message' }, { label: 'Queued' }, { label: 'State' }, { label: 'Tries' }],
  rows: deliveries.map((one) => [
    html`<a class="usa-link" href="/cases/${one.caseId}">${topicWords(one.about)}</a>`,
    renderTime(one.createdAt),
    html`${deliveryTag(one)}${visit.may('webhooks.edit') && one.state !== 'pending' && renderResend(visit, endpointId, one)}`,
    renderTries(one),
  ]),
  empty: 'None yet.',
})}`
}

const topicWords = (about: WebhookTopic): string =>
  about === 'reply-owed' ? 'A reply is owed' : letterKindWords[about]

function deliveryTag({ state, nextAttemptAt }: DeliveryView): Html {
  switch (state) {
    case 'delivered':
      return renderTag('Taken', 'good')
    case 'exhausted':
      return renderTag('Given up', 'urgent')
    case 'pending':
      return html`${renderTag('Waits')} next try ${renderTime(nextAttemptAt)}`
    default:
      return state satisfies never
  }
}

const renderResend = (visit: Visit, endpointId: string, { deliveryId }: DeliveryView): Html =>
  renderButtonForm({
    action: `/webhooks/${endpointId}/deliveries/${deliveryId}/resend`,
    label: 'Send it again',
    hidden: visit.hidden(),
    tone: 'unstyled',
  })

const renderTries = ({ attempts }: DeliveryView): Html | string =>
  attempts.length === 0
    ? 'none yet'
    : html`<details><summary>${plural(attempts.length, 'try', 'tries')}</summary><ul class="usa-list">${attempts.map(
        (attempt) => html`<li>${renderTime(attempt.at)}: ${outcomeOf(attempt)}</li>`,
      )}</ul></details>`

const outcomeOf = ({ status, problem, tookMs }: WebhookAttempt): string =>
  `${status === undefined ? (problem ?? 'no answer') : `answered ${status}`}, after ${tookMs} ms`
