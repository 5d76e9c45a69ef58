import type { BulkView, ParkedItem } from '@recallwire/domain/views/parked-view.ts'
import { renderTable } from './render-table.ts'
import { counted, shortInstant } from './words.ts'

/** The longest parked first, and what is proposed for several. */
export function renderParked(records: readonly ParkedItem[], bulks: readonly BulkView[]): string {
  const rows = records.map((item) => [
    item.parkedId,
    shortInstant(item.parkedAt),
    item.group,
    item.event?.type ?? `${counted(item.bytes, 'byte')}, no event of ours`,
    item.reason,
  ])
  const table = renderTable(['ID', 'PARKED', 'FAILED IN', 'RECORD', 'BECAUSE'], rows, 'No record is parked.')
  return [table, ...bulks.map(renderBulk)].join('\n')
}

export function renderBulk({ bulkId, parkedIds, status, redriven = 0 }: BulkView): string {
  const records = counted(parkedIds.length, 'record')
  switch (status) {
    case 'proposed':
      return `Proposal ${bulkId}: ${records}. A second person confirms with "redrive confirm ${bulkId}".`
    case 'confirmed':
      return `Proposal ${bulkId}: ${records}, confirmed and being handed on.`
    case 'done':
      return `Proposal ${bulkId}: ${redriven} of ${records} were handed on; the others had been before.`
    case 'declined':
      return `Proposal ${bulkId}: ${records}, declined. They wait on.`
    default:
      return status satisfies never
  }
}
