import type { Actor } from '@recallwire/domain/access/actor.ts'
import { signedInSchema, signInLinkSchema } from '@recallwire/domain/views/sign-in-view.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { consumeSignIn } from '../directory/consume-sign-in.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

/** The console asks this for whoever pressed the button; no person or key may. */
export const signInRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/sign-ins',
    summary: 'Use a sign-in link up (for the console alone)',
    action: 'sign-in.use',
    credential: 'key',
    answers: 'json',
    body: z.strictObject({ link: signInLinkSchema }),
    reply: { 200: signedInSchema },
    // Not `idempotent: true`: whoever opened the link a second time could then get the first answer.
    handle: async ({ body }) => {
      const signedIn = await consumeSignIn(deps, body.link)
      return signedIn === undefined ? spentLink : { status: 200, body: signedIn }
    },
  }),
]

const spentLink = problem(410, 'This sign-in link opens nothing', { kind: 'sign-in-link-spent' })
