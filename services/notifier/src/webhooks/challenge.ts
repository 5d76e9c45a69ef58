import { createHmac } from 'node:crypto'
import type { WebhookEndpoint } from '@recallwire/domain/webhook/webhook-endpoint.ts'
import { z } from 'zod'
import { post } from './deliver-webhooks.ts'
import type { WebhookDeps } from './webhook-deps.ts'

const answerSchema = z.object({ challenge: z.string() })

/**
 * Whether whoever runs the address wants these messages: a signed message of the type `webhook.verification` carries a challenge, and
 * the answer has to give it back as JSON. Says what is wrong, or nothing.
 */
export async function challenge(
  deps: Pick<WebhookDeps, 'webhook' | 'realNow' | 'clock' | 'linkSecret'>,
  endpoint: WebhookEndpoint,
  requestId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { endpointId } = endpoint
  const asked = createHmac('sha256', deps.linkSecret)
    .update(`webhook-challenge|${endpointId}|${requestId}`)
    .digest('base64url')
  const body = JSON.stringify({
    type: 'webhook.verification',
    timestamp: deps.realNow(),
    data: { endpointId, challenge: asked },
  })
  const answer = await post(deps, endpoint, { id: `verify_${asked.slice(0, 22)}`, body }, signal)
  if (answer.kind === 'failed') return `It gave no answer: ${answer.because}`
  if (answer.status < 200 || answer.status > 299) return `It answered ${answer.status}`
  return answerSchema.safeParse(jsonOf(answer.body)).data?.challenge === asked
    ? undefined
    : 'Its answer is not {"challenge": …} with the challenge it was sent'
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
