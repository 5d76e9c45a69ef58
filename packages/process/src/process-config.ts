import { idSchema } from '@recallwire/domain/text.ts'
import { secretSetting } from '@recallwire/runtime/secret-setting.ts'
import { z } from 'zod'
import { logLevelSchema } from './log-level.ts'
import { publicUrlSchema } from './public-url.ts'
import { secretsSchema } from './secret-bytes.ts'
import { trustedProxiesSchema } from './trusted-proxies.ts'

/** What every process of a distributed installation is told, whichever service it runs. */
export const processConfigSchema = z.object({
  /** The address to listen on; in a container `0.0.0.0`. */
  RECALLWIRE_HOST: z.string().default('127.0.0.1'),
  /** The port to listen on; 0 for a free one, which the first line of standard output names. */
  RECALLWIRE_PORT: z.coerce.number().int().min(0).max(65_535).default(4800),
  /** The address people and links use: that of the console, or of the proxy before it. */
  RECALLWIRE_PUBLIC_URL: publicUrlSchema,
  /** For the console what stands before it, for the other services the consoles. */
  RECALLWIRE_TRUSTED_PROXIES: trustedProxiesSchema,
  /** The id of this installation, the same in every process and for good. No secret, but infra/secrets makes it beside them. */
  RECALLWIRE_INSTALLATION_ID: secretSetting(idSchema),
  /**
   * Signs the person for whom the console asks the other services, the same in all of them. Several while one replaces another, with
   * spaces between: the first signs, each is believed.
   */
  RECALLWIRE_FORWARDING_SECRET: secretsSchema,
  /** Says on every page that this is a demonstration. */
  RECALLWIRE_DEMONSTRATION: z.stringbool().default(false),
  /** JSON lines of this level and above go to standard error. */
  RECALLWIRE_LOG_LEVEL: logLevelSchema,
})
export type ProcessConfig = z.output<typeof processConfigSchema>
