import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { z } from 'zod'
import type { Gateway } from './gateway.ts'
import { owners } from './owned-routes.ts'

const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
type Document = z.output<typeof documentSchema>

const keepMs = 60_000
const limitMs = 10_000

/**
 * One OpenAPI document of what every service answers, asked of each and kept for a minute: all of it or none, so that nobody takes
 * a part for the whole. Throws RecallError `upstream-unavailable`.
 */
export function createApiDocument(
  gateway: Pick<Gateway, 'urlsOf'>,
  get: typeof fetch,
  steadyMs: () => number,
): (signal: AbortSignal) => Promise<Document> {
  let kept: { readonly document: Document; readonly until: number } | undefined
  return async (signal) => {
    if (kept !== undefined && steadyMs() < kept.until) return kept.document
    const parts = await Promise.all(owners.map((owner) => readDocument(gateway.urlsOf(owner), get, signal)))
    const document = merge(parts)
    kept = { document, until: steadyMs() + keepMs }
    return document
  }
}

async function readDocument(
  [url = '']: readonly string[],
  get: typeof fetch,
  signal: AbortSignal,
): Promise<Document> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
    const answer = await get(new URL('/openapi.json', url), { signal: limit, redirect: 'error' })
    return documentSchema.parse(await answer.json())
  } catch (cause) {
    throw new RecallError('upstream-unavailable', `${url} does not describe its routes`, { cause })
  }
}

/** Titles, schemas and credentials are the same in each; a path may have one method here and another there. */
function merge(parts: readonly Document[]): Document {
  const paths: Document['paths'] = {}
  for (const part of parts) {
    for (const [path, operations] of Object.entries(part.paths)) {
      paths[path] = { ...paths[path], ...operations }
    }
  }
  return { ...parts[0], paths }
}
