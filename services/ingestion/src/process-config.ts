import { secretSetting } from '@recallwire/runtime/secret-setting.ts'
import { z } from 'zod'
import { ingestionConfigSchema } from './config.ts'

/** The settings of ingestion as a process of its own. */
export const ingestionProcessSchema = z.object({
  ...ingestionConfigSchema.shape,
  /**
   * The secret of the link by which the first operator of an installation signs in, once: `…/sign-in?link=SECRET`. Left out,
   * nobody can; of no more use once somebody did.
   */
  RECALLWIRE_OPERATOR_SECRET: secretSetting(
    z
      .string()
      .regex(/^rw_[\w-]{43}$/, 'write the text that infra/secrets makes')
      .optional(),
  ),
})
