import { z } from 'zod'

/** The settings of the auditor. */
export const auditorConfigSchema = z.object({
  /** Names the ledger and its signing key, as a URL without scheme; a key speaks for one ledger only. */
  RECALLWIRE_LEDGER_ORIGIN: z
    .string()
    .regex(/^[a-z0-9.-]+(\/[a-z0-9.-]+)*$/, 'write a name such as recalls.example.org/ledger')
    .default('recallwire.localhost/ledger'),
  /** A checkpoint is signed after so many entries … */
  RECALLWIRE_CHECKPOINT_ENTRIES: z.coerce.number().int().min(1).default(256),
  /** … or so many milliseconds (real time) after the first entry that none covers, whichever comes first. */
  RECALLWIRE_CHECKPOINT_MS: z.coerce.number().int().min(100).default(60_000),
  /** Days after which the bytes of a parked record that came from outside (in no envelope of ours) are erased. */
  RECALLWIRE_PARKED_RAW_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
})
export type AuditorConfig = z.output<typeof auditorConfigSchema>
