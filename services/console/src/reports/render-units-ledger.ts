import type { StatusReport, UnitsRow } from '@recallwire/domain/report/status-report-schema.ts'
import type { Html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { verdictTag } from '../words/tags.ts'
import type { ReportNames } from './render-report.ts'

const columns: readonly { readonly of: keyof UnitsRow & string; readonly label: string }[] = [
  { of: 'quantity', label: 'In scope' },
  { of: 'returned', label: 'Returned' },
  { of: 'destroyed', label: 'Destroyed' },
  { of: 'corrected', label: 'Corrected' },
  { of: 'used', label: 'Used' },
  { of: 'transferred', label: 'Passed on' },
  { of: 'cannotLocate', label: 'Cannot be found' },
  { of: 'notHeld', label: 'Not held' },
  { of: 'isolated', label: 'Kept apart' },
  { of: 'clearedByInspection', label: 'Cleared' },
  { of: 'found', label: 'Found, open' },
  { of: 'unanswered', label: 'No answer' },
]

/** Units by facility and product: the first number is the sum of the others, in every row. */
export function renderUnitsLedger(
  { units }: StatusReport,
  names: ReportNames,
  entries: (list: readonly number[]) => Html,
): Html {
  return renderRecords({
    caption: 'Units by facility and product; "in scope" is the sum of the columns after it',
    columns: [
      { label: 'Facility' },
      { label: 'Product' },
      { label: 'Verdict' },
      ...columns.map(({ label }) => ({ label, numeric: true })),
      { label: 'Entries' },
    ],
    rows: units.rows.map((row) => [
      names(row.facilityId),
      row.productId,
      verdictTag(row.verdict),
      ...columns.map(({ of }) => String(row[of])),
      entries(row.entries),
    ]),
    empty: 'No unit in scope is on record.',
  })
}
