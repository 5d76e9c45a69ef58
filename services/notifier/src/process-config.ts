import { mailConfigSchema } from '@recallwire/process/mail-config.ts'
import { secretSchema } from '@recallwire/process/secret-bytes.ts'
import { z } from 'zod'
import { notifierConfigSchema } from './config.ts'

/** The settings of the notifier as a process of its own. */
export const notifierProcessSchema = z.object({
  ...notifierConfigSchema.shape,
  ...mailConfigSchema.shape,
  /** Binds reply links: with the database alone none can be forged. Another one breaks every link already mailed. */
  RECALLWIRE_REPLY_LINK_SECRET: secretSchema,
})
