import type { Actor } from '@recallwire/domain/access/actor.ts'
import { eventTypes } from '@recallwire/domain/events/event-catalogue.ts'
import { dataSchemaOf, renderAsyncApi } from '@recallwire/domain/events/event-schemas.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'

const route = defineRoute<Actor>()
const open = { method: 'GET', action: 'public', credential: 'none', answers: 'json' } as const

/** What the events look like: whoever reads a bundle finds the shape of each body under its `dataschema`. */
export const schemaRoutes = (): readonly Route<Actor>[] => [
  route({
    ...open,
    path: '/asyncapi.json',
    summary: 'The topics and their events.',
    handle: () => ({ status: 200, body: renderAsyncApi({ title: 'Recallwire', version: '0.1.0' }) }),
  }),
  route({
    ...open,
    path: '/schemas/:file',
    summary: "The JSON Schema of an event's data.",
    params: z.strictObject({ file: z.string().max(100) }),
    handle: ({ params: { file } }) => {
      const type = eventTypes.find((known) => `${known}.json` === file)
      return type === undefined ? problem(404, 'No such schema') : { status: 200, body: dataSchemaOf(type) }
    },
  }),
]
