import { auditorConfigSchema } from '@recallwire/auditor/config.ts'
import { ingestionConfigSchema } from '@recallwire/ingestion/config.ts'
import { matcherConfigSchema } from '@recallwire/matcher/config.ts'
import { notifierConfigSchema } from '@recallwire/notifier/config.ts'
import { logLevelSchema } from '@recallwire/process/log-level.ts'
import { mailConfigSchema } from '@recallwire/process/mail-config.ts'
import { publicUrlSchema } from '@recallwire/process/public-url.ts'
import { trustedProxiesSchema } from '@recallwire/process/trusted-proxies.ts'
import { z } from 'zod'

const own = {
  /** What keeps state and the event log. This process knows one: everything in one SQLite file. */
  RECALLWIRE_BACKEND: z.literal('embedded').default('embedded'),
  /** The address people and links use; left out, the address this process listens on. */
  RECALLWIRE_PUBLIC_URL: publicUrlSchema.optional(),
  /** Without it all who come through a proxy share the pages that one address may ask for in a minute. */
  RECALLWIRE_TRUSTED_PROXIES: trustedProxiesSchema,
  /** JSON lines of this level and above go to standard error; the terminal's own story goes to standard output. */
  RECALLWIRE_LOG_LEVEL: logLevelSchema,
}

/** Every setting of the one-process installation. */
export const embeddedConfigSchema = z.object({
  ...ingestionConfigSchema.shape,
  ...matcherConfigSchema.shape,
  ...notifierConfigSchema.shape,
  ...auditorConfigSchema.shape,
  ...mailConfigSchema.shape,
  ...own,
})
export type EmbeddedConfig = z.output<typeof embeddedConfigSchema>
