import type { Actor } from '@recallwire/domain/access/actor.ts'
import { z } from 'zod'
import type { Installation } from '../support/installation.ts'
import { askAs } from './ask-as.ts'

const importedSchema = z.object({ events: z.tuple([z.object({ sourceId: z.string() })]) })

/** A record of FDA that this firm imported. */
export async function importRecord(installation: Installation, actor: Actor): Promise<string> {
  const body = { recall_number: 'Z-20001-2025', event_id: '200001', classification: 'Class II' }
  const asked = { method: 'POST', path: '/v1/sources/openfda', body }
  const answer = await askAs(installation, actor, asked)
  const [event] = importedSchema.parse(JSON.parse(answer.body)).events
  return event.sourceId
}
