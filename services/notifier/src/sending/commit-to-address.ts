import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { derivedId, sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { AnyLetter } from '@recallwire/domain/letter/letter.ts'
import type { SendingDeps } from './sending-deps.ts'

/** The event says which address was used without saying the address. Each attempt may use another one. */
export async function commitToAddress(
  deps: Pick<SendingDeps, 'backEnd' | 'random'>,
  letter: AnyLetter,
  address: string,
): Promise<string> {
  const { letterId, attempts, organisationId } = letter
  const salt = Buffer.from(deps.random(16)).toString('hex')
  const record = { organisationId, salt, value: { address } }
  const kept = await deps.backEnd.personal.put(derivedId('letter-address', [letterId, attempts]), record)
  return sha256Hex(`${kept.salt}${canonicalJson(kept.value)}`)
}
