import { z } from 'zod'
import { problemContentType } from './problem.ts'
import type { Route } from './route.ts'

export type ApiTitle = { readonly title: string; readonly version: string; readonly description?: string }

type JsonObject = { readonly [name: string]: unknown }

const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'Stable name of the kind of problem, a URN.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional().meta({ description: 'The reference to quote.' }),
    errors: z
      .array(z.strictObject({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Each field at fault, by JSON pointer.' }),
  })
  .meta({ description: 'An error (RFC 9457).' })

/** The OpenAPI 3.1 document of the routes under `/v1` that answer json or files, generated from their schemas. */
export const renderOpenApi = <Actor>(routes: readonly Route<Actor>[], info: ApiTitle): JsonObject => {
  const described = routes.filter(({ path, answers }) => path.startsWith('/v1/') && answers !== 'page')
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const route of described) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: { ...info },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key: rw_…' },
      },
    },
  }
}

const operationOf = <Actor>(route: Route<Actor>): JsonObject => ({
  operationId: operationIdOf(route),
  summary: route.summary,
  'x-action': route.action,
  security: route.credential === 'key' ? [{ key: [] }] : [],
  parameters: [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...(route.idempotent === true ? [idempotencyParameter] : []),
  ],
  ...requestBodyOf(route),
  responses: { ...repliesOf(route), ...problemsOf(route) },
})

/** Unique, because method and path are: `postNoticesRecallIdApprove`. */
const operationIdOf = <Actor>({ method, path }: Route<Actor>): string =>
  method.toLowerCase() +
  path
    .replace('/v1/', '')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

const idempotencyParameter: JsonObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'New for each change, the same for each retry of it; a retry gets the first answer again.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  })
  return rest
}

/** Each property of the schema as one parameter. */
const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): readonly JsonObject[] => {
  if (schema === undefined) return []
  const { properties, required } = schemaOf(schema, 'input')
  if (typeof properties !== 'object' || properties === null) return []
  const needed: readonly unknown[] = Array.isArray(required) ? required : []
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || needed.includes(name),
    schema: property,
  }))
}

const requestBodyOf = <Actor>({ body, bodyKind = 'json' }: Route<Actor>): JsonObject => {
  const schema = body === undefined ? {} : schemaOf(body, 'input')
  switch (bodyKind) {
    case 'json':
      return body === undefined
        ? {}
        : { requestBody: { required: true, content: { 'application/json': { schema } } } }
    case 'form':
      return { requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema } } } }
    case 'ndjson-or-json':
      return {
        requestBody: {
          required: true,
          content: { 'application/json': { schema }, 'application/x-ndjson': { schema } },
        },
      }
    case 'stream':
      return { requestBody: { required: true, content: { '*/*': { schema } } } }
    default:
      return bodyKind satisfies never
  }
}

const repliesOf = <Actor>(route: Route<Actor>): JsonObject =>
  Object.fromEntries(
    Object.entries(route.reply ?? { 200: undefined }).map(([status, schema]) => [
      status,
      {
        description: schema?.description ?? (route.answers === 'file' ? 'The file.' : 'Done.'),
        content:
          route.answers === 'file'
            ? { '*/*': {} }
            : { 'application/json': { schema: schema === undefined ? {} : schemaOf(schema, 'output') } },
      },
    ]),
  )

const problemsOf = <Actor>(route: Route<Actor>): JsonObject => {
  const possible: readonly (readonly [string, string, boolean])[] = [
    ['400', 'A field, the address or the Idempotency-Key is not acceptable; nothing was stored.', true],
    ['401', 'No credential, or not a valid one.', route.credential === 'key'],
    ['403', 'The role does not allow it.', route.credential === 'key'],
    [
      '409',
      'The first request with this Idempotency-Key is still running, or the version has changed.',
      route.method !== 'GET',
    ],
    ['413', 'The body is too large.', route.method !== 'GET'],
    ['415', 'The content type is not accepted here.', route.method !== 'GET'],
    ['422', 'The Idempotency-Key was used with another request.', route.idempotent === true],
    ['429', 'Too many requests; see Retry-After.', route.rateLimit !== undefined],
    ['503', 'Nothing was acknowledged; try again after Retry-After.', true],
  ]
  return Object.fromEntries(
    possible
      .filter(([, , applies]) => applies)
      .map(([status, description]) => [
        status,
        {
          description,
          content: { [problemContentType]: { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  )
}
