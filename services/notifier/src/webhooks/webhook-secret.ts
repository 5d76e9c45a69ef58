import { createHmac } from 'node:crypto'

/**
 * The secret of an endpoint, as Standard Webhooks writes it. It derives from the installation's own secret, so that no store holds
 * it: whoever reads the data file cannot sign as this installation.
 */
export function webhookSecret(linkSecret: Uint8Array, endpointId: string, version: number): string {
  if (linkSecret.byteLength < 32) throw new RangeError('the secret of webhooks needs at least 32 bytes')
  const key = createHmac('sha256', linkSecret).update(`webhook-secret|${endpointId}|${version}`).digest()
  return `whsec_${key.toString('base64')}`
}

export type SignedMessage = {
  readonly id: string
  /** Of this try: receivers take it for five minutes. */
  readonly at: string
  readonly body: string
}

/** The headers of Standard Webhooks, with a signature for each secret that is good now, the newest first. */
export function webhookHeaders(
  { id, at, body }: SignedMessage,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(Date.parse(at) / 1_000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'content-type': 'application/json',
    'user-agent': 'Recallwire-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
