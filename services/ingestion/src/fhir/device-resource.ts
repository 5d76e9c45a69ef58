import { z } from 'zod'

const codingSchema = z.object({
  system: z.string().optional(),
  code: z.string().optional(),
  display: z.string().optional(),
})

const conceptSchema = z.object({ text: z.string().optional(), coding: z.array(codingSchema).default([]) })
export type Concept = z.infer<typeof conceptSchema>

const identifierSchema = z.object({
  system: z.string().optional(),
  value: z.string().optional(),
  type: conceptSchema.optional(),
})
export type Identifier = z.infer<typeof identifierSchema>

const referenceSchema = z.object({
  reference: z.string().optional(),
  identifier: identifierSchema.optional(),
  display: z.string().optional(),
})
export type Reference = z.infer<typeof referenceSchema>

const carrierSchema = z.object({
  deviceIdentifier: z.string().optional(),
  issuer: z.string().optional(),
  carrierAIDC: z.string().optional(),
  carrierHRF: z.string().optional(),
})
export type UdiCarrier = z.infer<typeof carrierSchema>

const versionSchema = z.object({ type: conceptSchema.optional(), value: z.string().optional() })
export type DeviceVersion = z.infer<typeof versionSchema>

/**
 * What is read of a FHIR `Device`, R4 (4.0.1) and R5 (5.0.0): these elements have the same names and shapes in both. Everything
 * else is passed over, the R4 element `patient` above all: whose device it is must not enter the registry.
 */
export const deviceResourceSchema = z.object({
  resourceType: z.literal('Device'),
  meta: z.object({ versionId: z.string().optional(), lastUpdated: z.string().optional() }).optional(),
  identifier: z.array(identifierSchema).default([]),
  udiCarrier: z.array(carrierSchema).default([]),
  status: z.enum(['active', 'inactive', 'entered-in-error', 'unknown']).optional(),
  manufacturer: z.string().optional(),
  manufactureDate: z.string().optional(),
  expirationDate: z.string().optional(),
  lotNumber: z.string().optional(),
  serialNumber: z.string().optional(),
  modelNumber: z.string().optional(),
  partNumber: z.string().optional(),
  version: z.array(versionSchema).default([]),
  owner: referenceSchema.optional(),
  location: referenceSchema.optional(),
  /** R5 alone has these; R4 calls the first `deviceName`. */
  name: z.array(z.unknown()).optional(),
  displayName: z.unknown().optional(),
  category: z.unknown().optional(),
  mode: z.unknown().optional(),
  biologicalSourceEvent: z.unknown().optional(),
})
export type DeviceResource = z.infer<typeof deviceResourceSchema>

/** R5, which asks of each carrier its device identifier and issuer. Told by its own elements: a resource does not say its version. */
export const isR5 = ({ name, displayName, category, mode, biologicalSourceEvent }: DeviceResource): boolean =>
  [name, displayName, category, mode, biologicalSourceEvent].some((element) => element !== undefined)
