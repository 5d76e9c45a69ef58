import { serviceActor } from '@recallwire/domain/access/actor.ts'
import { type SignedIn, signedInSchema } from '@recallwire/domain/views/sign-in-view.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { createTransport, type TransportOptions } from '../api/transport.ts'

type Deps = TransportOptions & { readonly installationId: string }

/**
 * Asks the owner of the directory to use a sign-in link up: it answers once, and undefined ever after, and for a link that is
 * unknown, revoked or expired. Throws RecallError `upstream-unavailable`.
 */
export async function useSignInLink(
  deps: Deps,
  link: string,
  signal: AbortSignal,
): Promise<SignedIn | undefined> {
  const transport = createTransport(deps, serviceActor('console', deps.installationId), signal)
  const answer = await transport.ask({ method: 'POST', path: '/v1/sign-ins', body: { link } }, signedInSchema)
  if (answer.kind === 'ok') return answer.value
  if (answer.problem.status === 410) return undefined
  throw new RecallError(
    'upstream-unavailable',
    `the sign-in link was answered ${answer.problem.status}: ${answer.problem.title}`,
  )
}
