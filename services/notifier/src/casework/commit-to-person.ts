import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { PersonalRecord } from '@recallwire/ports/personal-store.ts'
import type { CaseworkDeps } from './casework-deps.ts'

/**
 * Keeps what is said about a person under a reference, and gives the commitment to it: SHA-256 over the salt (hex) followed by the
 * canonical JSON of the value. The first write of a reference stands: a repeated submission commits to the same salt and name.
 */
export async function commitToPerson(
  deps: Pick<CaseworkDeps, 'backEnd' | 'random'>,
  organisationId: string,
  reference: string,
  value: PersonalRecord['value'],
): Promise<string> {
  const salt = Buffer.from(deps.random(16)).toString('hex')
  const kept = await deps.backEnd.personal.put(reference, { organisationId, salt, value })
  return sha256Hex(`${kept.salt}${canonicalJson(kept.value)}`)
}
