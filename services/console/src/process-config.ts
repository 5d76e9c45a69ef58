import { z } from 'zod'

const origin = /^https?:\/\/[^\s/?#,]+$/

/** Where a service answers; several processes of it with commas, without a balancer before them. */
const addressesSchema = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim().replace(/\/$/, '')))
  .refine((list) => list.every((one) => origin.test(one)), {
    error: 'write an address such as http://ingestion:4800, several with commas',
  })

/** The settings of the console as a process of its own: where the owners of the API are. */
export const consoleProcessSchema = z.object({
  RECALLWIRE_INGESTION_URL: addressesSchema,
  RECALLWIRE_MATCHER_URL: addressesSchema,
  RECALLWIRE_NOTIFIER_URL: addressesSchema,
  RECALLWIRE_AUDITOR_URL: addressesSchema,
})
