import type { MergedField } from '@recallwire/domain/sources/merge-fields.ts'
import type { SourceField } from '@recallwire/domain/sources/source-record.ts'
import type { SourceSummary } from '@recallwire/domain/views/source-view.ts'

/** In the order in which a person compares them. */
export const fieldWords: Readonly<Record<SourceField, string>> = {
  recallClass: 'Class',
  status: 'Status at FDA',
  initiatedOn: 'Begun on',
  classifiedOn: 'Classified on',
  terminatedOn: 'Terminated on',
  reportedOn: 'Reported on',
  createdOn: 'Record made on',
  firmName: 'Recalling firm',
  manufacturer: 'Manufacturer',
  firmAddress: 'Address of the firm',
  firmNumber: 'Firm number (FEI)',
  reason: 'Reason',
  action: 'What customers were told',
  rootCause: 'Cause, by FDA’s word',
  contact: 'Contact',
  distribution: 'Distribution',
  initiatedBy: 'Initiated by',
  firstNotification: 'First told by',
  productDescription: 'Product',
  codeInfo: 'Units covered',
  productQuantity: 'Quantity',
  productCode: 'FDA’s product code',
  deviceName: 'Device',
  submissions: 'Submissions',
}

/** What is of one product alone; the rest stands above for the whole event. */
export const productFields: readonly SourceField[] = [
  'recallClass',
  'status',
  'terminatedOn',
  'productDescription',
  'codeInfo',
  'productQuantity',
  'productCode',
  'deviceName',
  'submissions',
]

export const speakerWords: Readonly<Record<MergedField['source'], string>> = {
  notice: 'Your notice',
  'openfda-enforcement': 'FDA enforcement',
  'openfda-recall': 'FDA recall',
}

export const proposalWords: Readonly<Record<SourceSummary['proposes'], string>> = {
  draft: 'A draft notice',
  revision: 'A revision of your notice',
  nothing: 'Nothing',
}

/** "Event 82984: Z-0053-2020", or the numbers alone where FDA knew no events yet. */
export function sourceName({ eventId, recallNumbers }: Pick<SourceSummary, 'eventId' | 'recallNumbers'>) {
  const numbers =
    recallNumbers.length <= 3
      ? recallNumbers.join(', ')
      : `${recallNumbers[0]} and ${recallNumbers.length - 1} more`
  return eventId === undefined ? numbers : `Event ${eventId}: ${numbers}`
}
