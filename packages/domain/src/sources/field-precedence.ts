import type { SourceField } from './source-record.ts'

/** Who can speak about a recall: its firm in a notice, and FDA in its two records. */
export const speakers = ['notice', 'openfda-enforcement', 'openfda-recall'] as const
export type Speaker = (typeof speakers)[number]

/** Which of several values of one speaker is shown for the whole event: its products may differ. */
export type Choice = 'first' | 'earliest' | 'latest' | 'worst-class' | 'least-finished'

export type Precedence = { readonly speakers: readonly Speaker[]; readonly choice: Choice }

const firmFirst: readonly Speaker[] = ['notice', 'openfda-enforcement', 'openfda-recall']
const fdaFirst: readonly Speaker[] = ['openfda-enforcement', 'openfda-recall', 'notice']
/** Only device/recall has what customers were told; enforcement follows the firm's own words elsewhere. */
const recallFirst: readonly Speaker[] = ['notice', 'openfda-recall', 'openfda-enforcement']

/**
 * Whose word stands, field by field. The firm's notice goes first where the firm speaks for itself; FDA where it decides:
 * the class (21 CFR 7.41), and when the recall was classified and terminated (7.55). openFDA says that it must not be used
 * to follow a recall's life, so its status is shown and decides nothing.
 */
export const fieldPrecedence: Readonly<Record<SourceField, Precedence>> = {
  firmName: { speakers: firmFirst, choice: 'first' },
  firmAddress: { speakers: firmFirst, choice: 'first' },
  manufacturer: { speakers: firmFirst, choice: 'first' },
  firmNumber: { speakers: recallFirst, choice: 'first' },
  status: { speakers: fdaFirst, choice: 'least-finished' },
  recallClass: { speakers: fdaFirst, choice: 'worst-class' },
  initiatedOn: { speakers: firmFirst, choice: 'earliest' },
  classifiedOn: { speakers: fdaFirst, choice: 'latest' },
  reportedOn: { speakers: fdaFirst, choice: 'latest' },
  createdOn: { speakers: fdaFirst, choice: 'earliest' },
  terminatedOn: { speakers: fdaFirst, choice: 'latest' },
  initiatedBy: { speakers: fdaFirst, choice: 'first' },
  firstNotification: { speakers: firmFirst, choice: 'first' },
  distribution: { speakers: firmFirst, choice: 'first' },
  reason: { speakers: firmFirst, choice: 'first' },
  rootCause: { speakers: recallFirst, choice: 'first' },
  action: { speakers: recallFirst, choice: 'first' },
  contact: { speakers: recallFirst, choice: 'first' },
  productDescription: { speakers: firmFirst, choice: 'first' },
  productQuantity: { speakers: firmFirst, choice: 'first' },
  codeInfo: { speakers: firmFirst, choice: 'first' },
  productCode: { speakers: recallFirst, choice: 'first' },
  deviceName: { speakers: recallFirst, choice: 'first' },
  submissions: { speakers: recallFirst, choice: 'first' },
}
