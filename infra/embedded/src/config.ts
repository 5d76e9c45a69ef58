import { auditorConfigSchema } from '@recallwire/auditor/config.ts'
import { ingestionConfigSchema } from '@recallwire/ingestion/config.ts'
import { matcherConfigSchema } from '@recallwire/matcher/config.ts'
import { notifierConfigSchema } from '@recallwire/notifier/config.ts'
import { z } from 'zod'

const own = {
  /** What keeps state and the event log. This process knows one: everything in one SQLite file. */
  RECALLWIRE_BACKEND: z.literal('embedded').default('embedded'),
  /** The address people and links use; left out, the address this process listens on. */
  RECALLWIRE_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'write an address such as https://recalls.example.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
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
  /** JSON lines of this level and above go to standard error; the terminal's own story goes to standard output. */
  RECALLWIRE_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('warn'),
}

/** Every setting of the one-process installation. */
export const embeddedConfigSchema = z.object({
  ...ingestionConfigSchema.shape,
  ...matcherConfigSchema.shape,
  ...notifierConfigSchema.shape,
  ...auditorConfigSchema.shape,
  ...own,
})
export type EmbeddedConfig = z.output<typeof embeddedConfigSchema>
