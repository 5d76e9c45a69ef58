import { quietHoursSchema } from '@recallwire/domain/calendar/quiet-hours.ts'
import { z } from 'zod'

/** The settings of the notifier. */
export const notifierConfigSchema = z.object({
  /** The address people and reply links use, e.g. `https://recalls.example.org`; a slash at the end is dropped. */
  RECALLWIRE_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'write an address such as https://recalls.example.org' })
    .default('http://127.0.0.1:4810')
    .transform((url) => url.replace(/\/+$/, '')),
  /** The bare address letters come from; SES wants it verified. */
  RECALLWIRE_MAIL_FROM: z
    .string()
    .max(254)
    .regex(/^[\w.+-]{1,64}@[A-Za-z0-9.-]+$/, 'write one bare address such as recalls@example.org')
    .default('recalls@localhost'),
  /** The SNS topic that posts SES's events to `/v1/mail/reports`, where there is no queue for them; SignatureVersion 2. */
  RECALLWIRE_SES_EVENTS_TOPIC_ARN: z
    .string()
    .regex(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]{1,256}$/, 'write the ARN of the SNS topic')
    .optional(),
  /** Milliseconds a facility's letter waits for more units, so that one import gives one letter. */
  RECALLWIRE_GATHER_MS: z.coerce.number().int().min(0).max(60_000).default(5_000),
  /**
   * When letters about class II and III recalls do not leave, on the clock of the facility; `none`: they leave at any hour. Class I
   * and unclassified recalls never wait.
   */
  RECALLWIRE_QUIET_HOURS: quietHoursSchema.prefault('20:00-07:00'),
  /** `refuse`: webhooks go to https addresses of the public internet alone; `allow`: to receivers in one's own network as well. */
  RECALLWIRE_WEBHOOK_PRIVATE: z.enum(['refuse', 'allow']).default('refuse'),
  /** `new`: each contact is asked by mail whether its address is right as soon as it is named; `never`: only when a person asks. */
  RECALLWIRE_VERIFY_CONTACTS: z.enum(['new', 'never']).default('new'),
  /**
   * Milliseconds after which a letter held by a sender that has stopped may be taken over. A call to the mail service gets a third
   * of it, 10 s at most; how senders share the rate follows from it too. The same in every process.
   */
  RECALLWIRE_SENDER_LEASE_MS: z.coerce.number().int().min(1_500).max(300_000).default(30_000),
  /**
   * Milliseconds an attempt whose answer was lost waits for the mail service's report before the letter is sent again. SES takes a
   * signed request for five minutes, and reports come late: less than the default brings letters sooner and more repeats.
   */
  RECALLWIRE_SETTLE_WINDOW_MS: z.coerce.number().int().min(1_000).max(3_600_000).default(600_000),
})
export type NotifierConfig = z.output<typeof notifierConfigSchema>
