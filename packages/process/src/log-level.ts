import { z } from 'zod'

/** Lines of this level and above are written. */
export const logLevelSchema = z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('warn')
