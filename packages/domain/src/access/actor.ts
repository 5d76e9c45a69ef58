import { z } from 'zod'
import { idSchema } from '../text.ts'

export const roles = [
  'manufacturer-editor',
  'manufacturer-approver',
  'facility-staff',
  'facility-manager',
  'distributor',
  'regulator',
  'operator',
  'link-holder',
  'service',
] as const

export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/**
 * Who acts. `by` names the person, key or link behind the act by its id; a name is looked up when it is shown, so
 * that no event or ledger line holds one. Two acts by the same person are told apart from acts by two people by `by`.
 */
export const actorSchema = z.strictObject({
  organisationId: idSchema,
  role: roleSchema,
  by: z.string().min(1).max(80),
})
export type Actor = z.infer<typeof actorSchema>

/** The installation's own acts (a reminder falling due, a verdict): labelled as automatic wherever they are shown. */
export const serviceActor = (service: string, installationId: string): Actor => ({
  organisationId: installationId,
  role: 'service',
  by: service,
})

/** On whose behalf a store that holds facilities' data is asked: it answers only what that organisation may see. */
export type Reader =
  | { readonly kind: 'organisation'; readonly organisationId: string }
  | { readonly kind: 'regulator'; readonly organisationId: string }
  | { readonly kind: 'service'; readonly service: string }

export const serviceReader = (service: string): Reader => ({ kind: 'service', service })

export function readerOf(actor: Actor): Reader {
  if (actor.role === 'regulator') return { kind: 'regulator', organisationId: actor.organisationId }
  if (actor.role === 'service') return { kind: 'service', service: actor.by }
  return { kind: 'organisation', organisationId: actor.organisationId }
}

/** Whether a record visible to these organisations may be shown to this reader. */
export const mayRead = (reader: Reader, visibleTo: readonly string[]): boolean =>
  reader.kind !== 'organisation' || visibleTo.includes(reader.organisationId)
