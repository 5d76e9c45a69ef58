import { randomBytes } from 'node:crypto'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import type { Installation } from '../support/installation.ts'

export type Asked = { readonly status: number; readonly body: string }

/** A request as an actor of any role, or without a credential: with its own Idempotency-Key, and never followed. */
export async function askAs(
  { url, running }: Installation,
  actor: Actor | undefined,
  request: { readonly method: string; readonly path: string; readonly body?: unknown },
): Promise<Asked> {
  const { method, path, body } = request
  const text = typeof body === 'string'
  const answer = await fetch(url + path, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(60_000),
    ...(body === undefined ? {} : { body: text ? body : JSON.stringify(body) }),
    headers: {
      ...(actor === undefined
        ? {}
        : {
            authorization: forwardActor(running.keys.forwarding, actor, addMs(systemClock.now(), 60_000)),
          }),
      ...(body === undefined ? {} : { 'content-type': text ? 'text/csv' : 'application/json' }),
      'idempotency-key': randomBytes(12).toString('hex'),
    },
  })
  return { status: answer.status, body: await answer.text() }
}
