import { text } from 'node:stream/consumers'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { readSesEvent } from '@recallwire/mail/ses-event.ts'
import { verifySnsMessage } from '@recallwire/mail/sns-message.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { applyReport } from '../sending/apply-report.ts'
import type { SendingDeps } from '../sending/sending-deps.ts'

const route = defineRoute<Actor>()

export type MailReportDeps = SendingDeps & {
  /** Reads an address of AWS as text; it has limits of its own and throws when they are passed. */
  readonly readUrl: (url: string) => Promise<string>
}

/** Certificates change every few years; a certificate that nobody signed with is never read. */
const mostCertificates = 10

/**
 * Where SNS posts what became of letters, for installations without a queue; there only with a topic to post. It proves itself by
 * its signature. SNS tries a failed post for an hour and then keeps it in the subscription's dead-letter queue, if it has
 * one: a post that says nothing about a letter here is refused with 422 for that reason.
 */
export function mailReportRoutes(deps: MailReportDeps): readonly Route<Actor>[] {
  const topicArn = deps.config.RECALLWIRE_SES_EVENTS_TOPIC_ARN
  if (topicArn === undefined) return []
  const certificates = new Map<string, string>()
  const loadCertificate = async (url: string) => {
    const known = certificates.get(url)
    if (known !== undefined) return known
    const certificate = await deps.readUrl(url)
    if (certificates.size >= mostCertificates) certificates.clear()
    certificates.set(url, certificate)
    return certificate
  }
  const post = route({
    method: 'POST',
    path: '/v1/mail/reports',
    summary: "Take a report of the mail service, posted and signed by Amazon's SNS",
    action: 'public',
    credential: 'none',
    answers: 'json',
    bodyKind: 'stream',
    bodyLimit: 512 * 1024,
    reply: { 200: z.strictObject({ taken: z.literal(true) }) },
    handle: async ({ stream }) => {
      const rules = { topicArns: [topicArn], now: deps.realNow(), loadCertificate }
      const message = await verifySnsMessage(await text(stream), rules)
      switch (message.kind) {
        case 'refused':
          return problem(403, 'The message is not taken', { detail: message.because })
        case 'confirmation':
          await deps.readUrl(message.url)
          return taken
        case 'unsubscribed':
          deps.logger.error(
            'the mail service no longer reports here: subscribe the address to its topic again',
          )
          return taken
        case 'notification': {
          const applied = await applyReport(deps, readSesEvent(message.message))
          return applied.kind === 'applied'
            ? taken
            : problem(422, 'The report is of no letter here', { detail: applied.because })
        }
        default:
          return message satisfies never
      }
    },
  })
  return [post]
}

const taken = { status: 200, body: { taken: true } } as const
