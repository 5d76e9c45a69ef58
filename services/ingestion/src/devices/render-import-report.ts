import { renderCsvLine } from '@recallwire/domain/csv.ts'
import type { DeviceImport } from '@recallwire/ports/import-store.ts'

/** Every remark on a row of an import as CSV, in row order: what was refused is an error, what was taken all the same a warning. */
export function renderImportReport({ refusals, warnings = [] }: DeviceImport): string {
  const remarks = [
    ...refusals.map((remark) => ({ ...remark, severity: 'error' })),
    ...warnings.map((remark) => ({ ...remark, severity: 'warning' })),
  ]
  const lines = remarks
    .sort((a, b) => a.row - b.row)
    .map(({ row, field, reason, severity }) => renderCsvLine([row, field, reason, severity]))
  return renderCsvLine(['row', 'field', 'reason', 'severity']) + lines.join('')
}
