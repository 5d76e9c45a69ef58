import type { RecallLadders } from '@recallwire/domain/casework/recall-ladders.ts'
import type { LadderStore } from '@recallwire/ports/ladder-store.ts'
import type { Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'

export function createLadderStore(db: Database): LadderStore {
  const { get, save } = createDocuments<RecallLadders>(db, { collection: 'recall_ladders', fields: {} })
  return { get, save }
}
