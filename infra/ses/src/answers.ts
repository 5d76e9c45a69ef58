import type { ErrorAnswer } from './behaviour.ts'

const namespace = 'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"'

/** The XML of a successful send. */
export function renderSent(action: string, messageId: string): string {
  return renderResult(action, `<MessageId>${messageId}</MessageId>`)
}

/** The XML of GetSendQuota. `rate` is in letters a second. */
export function renderQuota(quota: {
  readonly daily: number
  readonly rate: number
  readonly sent: number
}): string {
  return renderResult(
    'GetSendQuota',
    `<Max24HourSend>${quota.daily}</Max24HourSend><MaxSendRate>${quota.rate}</MaxSendRate><SentLast24Hours>${quota.sent}</SentLast24Hours>`,
  )
}

/** The XML of an error, as the SDK reads it. */
export function renderError(error: ErrorAnswer): string {
  const type = error.status < 500 ? 'Sender' : 'Receiver'
  return `<ErrorResponse ${namespace}><Error><Type>${type}</Type><Code>${error.code}</Code><Message>${error.message}</Message></Error><RequestId>local</RequestId></ErrorResponse>`
}

function renderResult(action: string, content: string): string {
  return `<${action}Response ${namespace}><${action}Result>${content}</${action}Result><ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></${action}Response>`
}
