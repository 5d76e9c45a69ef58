import { serviceNames } from '@recallwire/infra-embedded/compose.ts'
import { z } from 'zod'

/** What one worker process is told, as JSON in its one argument. */
const workerOptionsSchema = z.strictObject({
  dataFolder: z.string(),
  port: z.int(),
  /** How long a frozen reader of the log or a frozen relay keeps what it held, in milliseconds. */
  logLeaseMs: z.int().optional(),
  /** Left out, all of them. */
  services: z.array(z.enum(serviceNames)).optional(),
  /** A file that says how far this process's time is ahead (`moved-time.ts`); left out, its time is the machine's. */
  timeFile: z.string().optional(),
})
export type WorkerOptions = z.infer<typeof workerOptionsSchema>

export const parseWorkerOptions = (argument: string | undefined): WorkerOptions =>
  workerOptionsSchema.parse(JSON.parse(argument ?? ''))
