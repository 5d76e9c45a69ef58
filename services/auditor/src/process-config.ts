import { secretSchema } from '@recallwire/process/secret-bytes.ts'
import { z } from 'zod'
import { auditorConfigSchema } from './config.ts'

/** The settings of the auditor as a process of its own. */
export const auditorProcessSchema = z.object({
  ...auditorConfigSchema.shape,
  /** Seed of the key that signs the ledger's checkpoints, the same for good: verifiers hold its public half. */
  RECALLWIRE_LEDGER_KEY: secretSchema,
})
