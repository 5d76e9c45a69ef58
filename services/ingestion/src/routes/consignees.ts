import type { Actor } from '@recallwire/domain/access/actor.ts'
import {
  type Consignee,
  type ConsigneeInput,
  consigneeInputSchema,
  consigneeSchema,
} from '@recallwire/domain/directory/facility.ts'
import { type FieldProblem, problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { provisionalFacility } from '../directory/provisional-facility.ts'
import { type ResolvedConsignee, saveConsignee } from '../directory/save-consignee.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

export const consigneeRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/consignees',
    summary: 'Say whom you shipped to: one account or a list, all or none',
    action: 'consignees.edit',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyLimit: 16 * 1024 * 1024,
    timeoutMs: 300_000,
    body: z.union([consigneeInputSchema, z.array(consigneeInputSchema).min(1).max(10_000)]),
    reply: { 201: z.union([consigneeSchema, z.array(consigneeSchema)]) },
    handle: async ({ actor, body, signal }) => {
      const inputs = Array.isArray(body) ? body : [body]
      const resolved = await resolve(deps, actor, inputs, (index) => (Array.isArray(body) ? `/${index}` : ''))
      if (resolved.kind === 'problems') {
        return problem(422, 'Some consignees are not acceptable', {
          kind: 'consignees-refused',
          detail: 'Nothing was stored. Correct the fields named in "errors" and send all again.',
          errors: resolved.errors.slice(0, 1_000),
        })
      }
      const saved: Consignee[] = []
      for (const consignee of resolved.consignees) {
        signal.throwIfAborted()
        saved.push(await saveConsignee(deps, actor, consignee))
      }
      return { status: 201, body: Array.isArray(body) ? saved : saved[0] }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/consignees',
    summary: 'List whom your firm shipped to',
    action: 'consignees.edit',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(consigneeSchema) },
    handle: async ({ actor }) => ({
      status: 200,
      body: await deps.backEnd.directory.consignees.ofFirm(actor.organisationId),
    }),
  }),
]

/** Settles each account's facility before anything is stored. */
async function resolve(
  deps: IngestionDeps,
  actor: Actor,
  inputs: readonly ConsigneeInput[],
  pointerOf: (index: number) => string,
): Promise<
  | { readonly kind: 'resolved'; readonly consignees: readonly ResolvedConsignee[] }
  | { readonly kind: 'problems'; readonly errors: readonly FieldProblem[] }
> {
  const consignees: ResolvedConsignee[] = []
  const errors: FieldProblem[] = []
  const seen = new Set<string>()
  for (const [index, input] of inputs.entries()) {
    const pointer = pointerOf(index)
    if (seen.has(input.accountNumber))
      errors.push({ pointer: `${pointer}/accountNumber`, detail: 'is in the list twice' })
    seen.add(input.accountNumber)
    if (input.facilityId !== undefined) {
      const known = (await deps.backEnd.directory.facilities.get(input.facilityId))?.document
      // What another firm made up from its own list is nobody else's to know.
      if (known === undefined || (known.provisional && known.organisationId !== actor.organisationId))
        errors.push({ pointer: `${pointer}/facilityId`, detail: 'there is no such facility' })
      else consignees.push({ input, place: { kind: 'known', facilityId: input.facilityId } })
      continue
    }
    const made = provisionalFacility(input, pointer)
    if (made.kind === 'problem') errors.push(made.problem)
    else consignees.push({ input, place: { kind: 'provisional', facility: made.input } })
  }
  return errors.length > 0 ? { kind: 'problems', errors } : { kind: 'resolved', consignees }
}
