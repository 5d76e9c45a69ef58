import { distributedConfigSchema } from '@recallwire/distributed/config.ts'
import type { ConfigReading, Environment } from '@recallwire/runtime/config.ts'
import { z } from 'zod'

/** One SQLite file for several processes of one machine: how tests run the services, not how users do. */
export const embeddedBackEndSchema = z.object({
  RECALLWIRE_BACKEND: z.literal('embedded'),
  /** The folder of the data file. No lock keeps a second installation off it. */
  RECALLWIRE_DATA: z.string(),
})

export const distributedBackEndSchema = z.object({
  RECALLWIRE_BACKEND: z.literal('distributed'),
  ...distributedConfigSchema.shape,
})

export type BackEndConfig = z.output<typeof embeddedBackEndSchema> | z.output<typeof distributedBackEndSchema>

/** Adds the settings of the back end that `RECALLWIRE_BACKEND` names. */
export function addBackEndConfig(reading: ConfigReading, env: Environment): () => BackEndConfig {
  switch (env.RECALLWIRE_BACKEND) {
    case 'embedded':
      return reading.add(embeddedBackEndSchema)
    case 'distributed':
      return reading.add(distributedBackEndSchema)
    default: {
      const choice = reading.add(z.object({ RECALLWIRE_BACKEND: z.enum(['embedded', 'distributed']) }))
      // Which of the others are missing nobody can say before the choice is made.
      const known = { ...embeddedBackEndSchema.partial().shape, ...distributedBackEndSchema.partial().shape }
      reading.add(z.object({ ...known, RECALLWIRE_BACKEND: z.unknown() }))
      return () => {
        throw new Error(`no back end is called ${choice().RECALLWIRE_BACKEND}`)
      }
    }
  }
}
