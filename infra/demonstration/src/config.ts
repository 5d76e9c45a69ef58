import { processConfigSchema } from '@recallwire/process/process-config.ts'
import { publicUrlSchema } from '@recallwire/process/public-url.ts'
import { z } from 'zod'

export const demonstrationConfigSchema = z.object({
  ...processConfigSchema.pick({
    RECALLWIRE_PUBLIC_URL: true,
    RECALLWIRE_INSTALLATION_ID: true,
    RECALLWIRE_FORWARDING_SECRET: true,
  }).shape,
  /** Invented organisations belong into an installation that says so on every page. */
  RECALLWIRE_DEMONSTRATION: z.literal('true', {
    error: 'write true here and for every service: an installation with real people is no place to play',
  }),
  /** Where the console answers, if not at the public address. */
  RECALLWIRE_CONSOLE_URL: publicUrlSchema.optional(),
})
export type DemonstrationConfig = z.output<typeof demonstrationConfigSchema>
