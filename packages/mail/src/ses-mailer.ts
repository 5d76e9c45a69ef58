import {
  GetSendQuotaCommand,
  SESClient,
  type SESClientConfig,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses'
import type { Mailer, MailQuota, OutgoingMail, SendOutcome } from '@recallwire/ports/mailer.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { isLetterId } from './letter-id.ts'
import { isOneAddress } from './mail-address.ts'
import { outcomeOfSesError } from './ses-outcome.ts'

export type SesMailerOptions = {
  readonly region: string
  /** Another address than the region's own, e.g. of the local SES. */
  readonly endpoint?: string | undefined
  /** Left out: the SDK's own chain (environment, profile, role). */
  readonly credentials?: SESClientConfig['credentials'] | undefined
  /** The verified sender, bare. */
  readonly from: string
  /** The configuration set whose events tell what became of letters. */
  readonly configurationSetName?: string | undefined
  /** `events`, the default with a configuration set: its events are read to their end, and so settle unclear letters. */
  readonly settles?: 'events' | 'never' | undefined
  /** The longest a try may take, in milliseconds; 10 000. Keep it under half the lease on a letter. */
  readonly deadlineMs?: number | undefined
}

export type SesMailer = Mailer & {
  /** Closes the client's connections. */
  close(): void
}

/**
 * Amazon SES by SendRawEmail: the only v1 call that keeps the message as it is. One try per call (the SDK repeats
 * time-outs and 5xx three times by default, and SES has no token that would make a repeat harmless), one destination,
 * and an absolute deadline.
 */
export function createSesMailer(options: SesMailerOptions): SesMailer {
  const client = new SESClient({
    region: options.region,
    maxAttempts: 1,
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(options.credentials !== undefined && { credentials: options.credentials }),
  })
  return {
    settles: options.settles ?? (options.configurationSetName === undefined ? 'never' : 'events'),
    quota: (signal) => readQuota(client, signal),
    send: (mail, signal) => sendBySes(client, options, mail, signal),
    close: () => client.destroy(),
  }
}

const quotaLimitMs = 10_000

/** SES says -1 for an account without a daily limit. */
async function readQuota(client: SESClient, signal: AbortSignal): Promise<MailQuota> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(quotaLimitMs)])
  const asked = beforeAbort(client.send(new GetSendQuotaCommand({}), { abortSignal: limit }), limit)
  const quota = await asked.catch((cause: unknown) => {
    signal.throwIfAborted()
    const name = cause instanceof Error ? cause.name : 'unknown error'
    throw new RecallError('upstream-unavailable', `SES does not tell its quota (${name})`, { cause })
  })
  const { MaxSendRate = 1, Max24HourSend = -1, SentLast24Hours = 0 } = quota
  return {
    perSecond: MaxSendRate,
    perDay: Max24HourSend < 0 ? undefined : Max24HourSend,
    sentLastDay: SentLast24Hours,
  }
}

async function sendBySes(
  client: SESClient,
  options: SesMailerOptions,
  mail: OutgoingMail,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (!isLetterId(mail.letterId)) return refusedLetter('the letter id is not 26 characters of base32')
  if (!isOneAddress(mail.to)) return refusedLetter('the recipient is not exactly one address')
  if (signal.aborted) return { kind: 'refused', scope: 'later', reason: 'stopped before the letter was sent' }
  const limit = AbortSignal.any([signal, AbortSignal.timeout(options.deadlineMs ?? 10_000)])
  try {
    const sending = client.send(sendCommand(options, mail), { abortSignal: limit })
    const { MessageId } = await beforeAbort(sending, limit)
    return MessageId === undefined || MessageId === ''
      ? { kind: 'unclear', reason: 'the answer names no message id' }
      : { kind: 'accepted', providerId: MessageId }
  } catch (error) {
    return outcomeOfSesError(error, options.from)
  }
}

function sendCommand(options: SesMailerOptions, mail: OutgoingMail): SendRawEmailCommand {
  const tags = { ...mail.tags, letterId: mail.letterId, attempt: String(mail.attempt) }
  return new SendRawEmailCommand({
    Source: options.from,
    Destinations: [mail.to],
    RawMessage: { Data: mail.mime },
    Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
    ConfigurationSetName: options.configurationSetName,
  })
}

/** The SDK looks at the signal once the request is under way, not while it looks for credentials; this always does. */
async function beforeAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function refusedLetter(reason: string): SendOutcome {
  return { kind: 'refused', scope: 'letter', reason }
}
