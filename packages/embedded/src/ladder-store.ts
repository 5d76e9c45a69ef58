import type { RecallLadders } from '@recallwire/domain/casework/recall-ladders.ts'
import type { LadderStore } from '@recallwire/ports/ladder-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'

export function createLadderStore(db: Database, putInOutbox: PutInOutbox): LadderStore {
  const { get, save } = createDocumentTable<RecallLadders>(db, putInOutbox, {
    table: 'recall_ladders',
    columns: {},
  })
  return { get, save }
}
