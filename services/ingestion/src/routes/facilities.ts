import type { Actor } from '@recallwire/domain/access/actor.ts'
import { facilityInputSchema, facilitySchema } from '@recallwire/domain/directory/facility.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { saveRecord } from '../directory/save-record.ts'
import { visibleFacilities } from '../directory/visible-facilities.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

export const facilityRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/facilities',
    summary: 'Add a site of your organisation, or change the one with this code',
    action: 'facilities.edit',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    body: facilityInputSchema,
    reply: { 200: facilitySchema, 201: facilitySchema },
    handle: async ({ actor, body }) => {
      const { organisationId } = actor
      const { organisations, facilities } = deps.backEnd.directory
      const kind = (await organisations.get(organisationId))?.document.kind
      if (kind !== 'provider' && kind !== 'distributor') {
        return problem(409, 'Your organisation has no sites', {
          kind: 'no-sites',
          detail:
            'Sites belong to providers and distributors: sign in for the organisation that runs the site.',
        })
      }
      const facilityId = directoryIdOf('facility', organisationId, body.code)
      const saved = await saveRecord(deps, facilities, {
        subject: 'facility',
        subjectId: facilityId,
        organisationId,
        actor,
        build: (current, at) => ({
          ...body,
          facilityId,
          organisationId,
          provisional: false,
          createdAt: current?.createdAt ?? at,
        }),
      })
      return { status: saved.kind === 'changed' ? 200 : 201, body: saved.record }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/facilities',
    summary: 'List your own sites; for a firm, the sites it shipped to',
    action: 'directory.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(facilitySchema) },
    handle: async ({ actor }) => ({
      status: 200,
      body: await visibleFacilities(deps.backEnd.directory, actor),
    }),
  }),
]
