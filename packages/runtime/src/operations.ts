import { setTimeout as delay } from 'node:timers/promises'
import type { HttpServer } from './http-server.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import { type ApiTitle, renderOpenApi } from './open-api.ts'
import { problem } from './problem.ts'

/** Resolves when the part can do its work; throws otherwise. */
export type ReadinessCheck = (signal: AbortSignal) => Promise<void>

/** Makes the OpenAPI document that covers more than this process. */
export type ApiDocument = (signal: AbortSignal) => Promise<Readonly<Record<string, unknown>>>

export type OperationsOptions = {
  readonly info: ApiTitle
  readonly logger: Logger
  readonly metrics: Metrics
  /** By the name of the part, e.g. `storage`. All run at once, each at most `checkLimitMs` (default 2 s). */
  readonly checks: Readonly<Record<string, ReadinessCheck>>
  readonly checkLimitMs?: number
  /** Left out: the document of this server's own routes. */
  readonly document?: ApiDocument | undefined
}

const open = { credential: 'none', action: 'read operations' } as const

/** Adds `/health/live`, `/health/ready`, `/metrics` and `/openapi.json`. They name parts and figures, never data of an organisation. */
export const addOperations = <Actor>(server: HttpServer<Actor>, options: OperationsOptions): void => {
  server.add({
    ...open,
    method: 'GET',
    path: '/health/live',
    summary: 'Says that the process answers.',
    answers: 'json',
    handle: () => ({ status: 200, body: { status: 'live' } }),
  })
  server.add({
    ...open,
    method: 'GET',
    path: '/health/ready',
    summary: 'Says whether every part can do its work.',
    answers: 'json',
    handle: async ({ signal }) => {
      const failing = await findFailing(options, signal)
      if (failing.length === 0) return { status: 200, body: { status: 'ready' } }
      return problem(503, 'Not ready', {
        detail: `Not working: ${failing.join(', ')}`,
        headers: { 'retry-after': '5' },
      })
    },
  })
  server.add({
    ...open,
    method: 'GET',
    path: '/metrics',
    summary: 'Figures in the Prometheus format.',
    answers: 'file',
    handle: async () => ({
      status: 200,
      file: await options.metrics.render(),
      contentType: options.metrics.contentType,
    }),
  })
  server.add({
    ...open,
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document.',
    answers: 'json',
    handle: async ({ signal }) => ({
      status: 200,
      body:
        options.document === undefined
          ? renderOpenApi(server.routes, options.info)
          : await options.document(signal),
    }),
  })
}

const findFailing = async (options: OperationsOptions, signal: AbortSignal): Promise<readonly string[]> => {
  const limitMs = options.checkLimitMs ?? 2_000
  const results = await Promise.all(
    Object.entries(options.checks).map(async ([name, check]) =>
      (await passes(name, check, limitMs, signal, options.logger)) ? [] : [name],
    ),
  )
  return results.flat()
}

/** A part that fails or does not answer in time is not ready: that is the answer, so the error ends here. */
const passes = async (
  name: string,
  check: ReadinessCheck,
  limitMs: number,
  signal: AbortSignal,
  logger: Logger,
): Promise<boolean> => {
  const done = new AbortController()
  const limit = AbortSignal.any([signal, done.signal])
  try {
    const late = delay(limitMs, 'late' as const, { signal: limit }).catch(() => 'late' as const)
    return (await Promise.race([check(limit), late])) !== 'late'
  } catch (error) {
    logger.warn('readiness check failed', { part: name, error })
    return false
  } finally {
    done.abort()
  }
}
