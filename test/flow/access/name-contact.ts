import type { Actor } from '@recallwire/domain/access/actor.ts'
import { z } from 'zod'
import type { Installation } from '../support/installation.ts'
import { askAs } from './ask-as.ts'

/** A contact that this person named, asked long enough ago to be asked again. */
export async function nameContact(
  installation: Installation,
  actor: Actor,
  facilityId: string,
): Promise<string> {
  const body = { facilityId, role: 'risk-management', name: 'Night desk', email: `${actor.by}@example.org` }
  const answer = await askAs(installation, actor, { method: 'POST', path: '/v1/contacts', body })
  return z.object({ contactId: z.string() }).parse(JSON.parse(answer.body)).contactId
}
