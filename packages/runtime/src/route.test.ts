import type { Readable } from 'node:stream'
import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { defineRoute, type Route } from './route.ts'

type Actor = { readonly organisation: string }
const route = defineRoute<Actor>()
const base = { method: 'POST', path: '/v1/x', summary: '', action: 'x', answers: 'json' } as const

describe('a defined route', () => {
  it('types its handler from its schemas, its credential and its kind of body', () => {
    const guarded = route({
      ...base,
      credential: 'key',
      params: z.strictObject({ id: z.string() }),
      body: z.strictObject({ at: z.coerce.date() }),
      handle: (request) => {
        expectTypeOf(request.actor).toEqualTypeOf<Actor>()
        expectTypeOf(request.params).toEqualTypeOf<{ id: string }>()
        expectTypeOf(request.body).toEqualTypeOf<{ at: Date }>()
        expectTypeOf(request.query).toEqualTypeOf<undefined>()
        expectTypeOf(request.stream).toEqualTypeOf<undefined>()
        return { status: 200, body: {} }
      },
    })
    expectTypeOf(guarded).toEqualTypeOf<Route<Actor>>()
    route({
      ...base,
      credential: 'link',
      bodyKind: 'stream',
      handle: (request) => {
        expectTypeOf(request.actor).toEqualTypeOf<undefined>()
        expectTypeOf(request.stream).toEqualTypeOf<Readable>()
        return { status: 200, body: {} }
      },
    })
  })
})
