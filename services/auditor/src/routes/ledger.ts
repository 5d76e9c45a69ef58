import type { Actor } from '@recallwire/domain/access/actor.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { AuditorDeps } from '../auditor-deps.ts'
import { checkpointNow } from '../sign-checkpoint.ts'

const checkpointViewSchema = z.strictObject({
  size: z.int(),
  /** A C2SP checkpoint: keep it, and later ledgers can be held against it. */
  checkpoint: z.string(),
  /** The verifier key that signed it. */
  key: z.string(),
  signedAt: z.string(),
})

/** The ledger as a whole. */
export const ledgerRoutes = (deps: AuditorDeps): readonly Route<Actor>[] => [
  defineRoute<Actor>()({
    method: 'GET',
    path: '/v1/ledger/checkpoint',
    summary: 'The signed state of the ledger now.',
    action: 'ledger.verify',
    credential: 'key',
    answers: 'json',
    reply: { 200: checkpointViewSchema },
    handle: async () => {
      const signed = await checkpointNow({ ledger: deps.backEnd.ledger, signer: deps.signer }, deps.realNow())
      if (signed === undefined)
        return problem(409, 'Nothing to sign yet', { detail: 'The ledger has no entries.' })
      return {
        status: 200,
        body: { size: signed.size, checkpoint: signed.note, key: deps.signer.vkey, signedAt: signed.at },
      }
    },
  }),
]
