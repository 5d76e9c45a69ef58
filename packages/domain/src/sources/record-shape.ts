import type { SourceField, SourceKind } from './source-record.ts'

type Reading = 'text' | 'date' | 'class' | 'status'

/** Where a field stands in a record. Several members of one field are joined, one a line. */
export type ShapeRow = {
  readonly field: SourceField
  readonly keys: readonly string[]
  readonly as: Reading
}

const common: readonly ShapeRow[] = [
  { field: 'reason', keys: ['reason_for_recall'], as: 'text' },
  { field: 'distribution', keys: ['distribution_pattern'], as: 'text' },
  { field: 'productDescription', keys: ['product_description'], as: 'text' },
  { field: 'productQuantity', keys: ['product_quantity'], as: 'text' },
  { field: 'productCode', keys: ['product_code'], as: 'text' },
]

/** openFDA's own names, by kind of record: open.fda.gov, fields of device/recall and device/enforcement. */
export const recordShapes: Readonly<Record<SourceKind, readonly ShapeRow[]>> = {
  'openfda-enforcement': [
    ...common,
    { field: 'codeInfo', keys: ['code_info', 'more_code_info'], as: 'text' },
    { field: 'status', keys: ['status'], as: 'status' },
    { field: 'recallClass', keys: ['classification'], as: 'class' },
    { field: 'initiatedOn', keys: ['recall_initiation_date'], as: 'date' },
    { field: 'classifiedOn', keys: ['center_classification_date'], as: 'date' },
    { field: 'reportedOn', keys: ['report_date'], as: 'date' },
    { field: 'terminatedOn', keys: ['termination_date'], as: 'date' },
    { field: 'initiatedBy', keys: ['voluntary_mandated'], as: 'text' },
    { field: 'firstNotification', keys: ['initial_firm_notification'], as: 'text' },
  ],
  'openfda-recall': [
    ...common,
    { field: 'codeInfo', keys: ['code_info'], as: 'text' },
    { field: 'status', keys: ['recall_status'], as: 'status' },
    { field: 'initiatedOn', keys: ['event_date_initiated'], as: 'date' },
    { field: 'classifiedOn', keys: ['event_date_posted'], as: 'date' },
    { field: 'createdOn', keys: ['event_date_created'], as: 'date' },
    { field: 'terminatedOn', keys: ['event_date_terminated'], as: 'date' },
    { field: 'firmNumber', keys: ['firm_fei_number'], as: 'text' },
    { field: 'contact', keys: ['additional_info_contact'], as: 'text' },
    { field: 'action', keys: ['action'], as: 'text' },
    { field: 'rootCause', keys: ['root_cause_description'], as: 'text' },
    { field: 'submissions', keys: ['k_numbers', 'pma_numbers', 'other_submission_description'], as: 'text' },
  ],
}

/** Where a record says which it is. */
export const numberKeys: Readonly<Record<SourceKind, { readonly recall: string; readonly event: string }>> = {
  'openfda-enforcement': { recall: 'recall_number', event: 'event_id' },
  'openfda-recall': { recall: 'product_res_number', event: 'res_event_number' },
}

export const addressKeys = ['address_1', 'address_2', 'city', 'state', 'postal_code', 'country'] as const

/** Read beside the rows above. `openfda` is what openFDA adds from other data sets: of it only the device's name is kept. */
export const otherKeys: readonly string[] = [
  'recalling_firm',
  'openfda',
  'product_type',
  'cfres_id',
  ...addressKeys,
]

/** Members that only one kind of record has. */
export const kindMarks: Readonly<Record<SourceKind, readonly string[]>> = {
  'openfda-enforcement': [
    'recall_number',
    'classification',
    'report_date',
    'recall_initiation_date',
    'center_classification_date',
  ],
  'openfda-recall': [
    'product_res_number',
    'res_event_number',
    'cfres_id',
    'event_date_initiated',
    'recall_status',
  ],
}
