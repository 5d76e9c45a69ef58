import { z } from 'zod'

/** How the process that sends letters reaches the mail service. */
export const mailConfigSchema = z.object({
  /** `folder` writes letters as .eml files and shows them on a mailbox page; `ses` hands them to Amazon SES (AWS_REGION, AWS_ENDPOINT_URL_SES and the usual AWS credentials). */
  RECALLWIRE_MAIL: z.enum(['folder', 'ses']).default('folder'),
  /** With `ses`: the configuration set whose events say what became of a letter; needs a queue or a topic for them. */
  RECALLWIRE_SES_CONFIGURATION_SET: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'write the name of the configuration set')
    .optional(),
  /** With `ses`: the SQS queue that those events reach through SNS; needs RECALLWIRE_SES_CONFIGURATION_SET. */
  RECALLWIRE_SES_EVENTS_QUEUE_URL: z
    .url({ protocol: /^https?$/, error: 'write the URL of the SQS queue' })
    .optional(),
  /** Seconds one look into that queue waits for events, 1 to 20. */
  RECALLWIRE_SES_EVENTS_WAIT_SECONDS: z.coerce.number().int().min(1).max(20).default(20),
  /** Seconds after which an event that was handed out and not stored is handed out again. */
  RECALLWIRE_SES_EVENTS_HIDDEN_SECONDS: z.coerce.number().int().min(2).max(3_600).default(60),
})

/** What opening the mail service takes, the notifier's own settings included. */
export type MailConfig = z.output<typeof mailConfigSchema> & {
  readonly RECALLWIRE_MAIL_FROM: string
  readonly RECALLWIRE_SES_EVENTS_TOPIC_ARN?: string | undefined
}
