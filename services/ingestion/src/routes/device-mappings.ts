import type { Actor } from '@recallwire/domain/access/actor.ts'
import {
  inventoryMappingSchema,
  type MappingView,
  mappingNameSchema,
  mappingViewSchema,
  type StoredMapping,
} from '@recallwire/domain/device/inventory-mapping.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent } from '../answers.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

/** A hospital has one for each system it exports from. */
const mostMappings = 200

const params = z.strictObject({ mappingName: mappingNameSchema })

/** How an organisation's own CSV files are read: decided once by a person, used by name in every import. */
export const deviceMappingRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'PUT',
    path: '/v1/devices/mappings/:mappingName',
    summary: 'Store how the columns of one kind of your CSV files are read',
    action: 'devices.write',
    credential: 'key',
    answers: 'json',
    params,
    body: inventoryMappingSchema,
    reply: { 200: mappingViewSchema },
    handle: async ({ actor, params: { mappingName: name }, body: mapping }) => {
      const { mappings } = deps.backEnd
      const id = mappingIdOf(actor, name)
      const others = (await mappings.ofOrganisation(actor.organisationId)).filter(
        (other) => other.name !== name,
      )
      if (others.length >= mostMappings) return tooMany
      const next: StoredMapping = {
        mappingId: id,
        organisationId: actor.organisationId,
        name,
        mapping,
        updatedAt: deps.clock.now(),
        updatedBy: actor.by,
      }
      const store = { read: () => mappings.get(id), save: mappings.save }
      await decideAndSave(store, { id }, () => ({ kind: 'save', next, events: [] }))
      return { status: 200, body: viewOf(next) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/devices/mappings',
    summary: 'List how the CSV files of your organisation are read',
    action: 'devices.write',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(mappingViewSchema) },
    handle: async ({ actor }) => {
      const found = await deps.backEnd.mappings.ofOrganisation(actor.organisationId)
      return { status: 200, body: found.map(viewOf) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/devices/mappings/:mappingName',
    summary: 'Read how one kind of your CSV files is read',
    action: 'devices.write',
    credential: 'key',
    answers: 'json',
    params,
    reply: { 200: mappingViewSchema },
    handle: async ({ actor, params: { mappingName } }) => {
      const found = await deps.backEnd.mappings.get(mappingIdOf(actor, mappingName))
      return found === undefined ? absent('mapping') : { status: 200, body: viewOf(found.document) }
    },
  }),
]

export const mappingIdOf = (actor: Actor, name: string): string =>
  directoryIdOf('mapping', actor.organisationId, name)

const viewOf = ({ name, mapping, updatedAt }: StoredMapping): MappingView => ({ name, mapping, updatedAt })

const tooMany = problem(422, 'There are too many mappings', {
  kind: 'too-many-mappings',
  detail: `An organisation keeps ${mostMappings}: store this one under the name of one that is not used any more.`,
})
