import type { StatusReport } from '@recallwire/domain/report/status-report-schema.ts'
import type { ReportRow } from '@recallwire/ledger/bundle-report.ts'

/** Which entries each row of the status report rests on, so that a verifier can hold the report against the bundle. */
export function reportRows(report: StatusReport): readonly ReportRow[] {
  const { notified, responding, notResponding, stoodDown, units, effectiveness, completion, funnel } = report
  const row = (name: string, entries: readonly number[]): ReportRow => ({ row: name, seqs: entries })
  return [
    ...(report.notice ? [row('notice', report.notice.entries)] : []),
    row('1 notified', notified.entries),
    ...notified.byMethod.map((method) => row(`1 notified by ${method.method}`, method.entries)),
    row('2 responding', responding.entries),
    row('3 not responding', notResponding.entries),
    row('3 stood down', stoodDown.entries),
    row('4 units', units.entries),
    ...units.rows.map((line) =>
      row(`4 units ${line.facilityId} ${line.productId} ${line.verdict}`, line.entries),
    ),
    row('5 effectiveness', effectiveness.entries),
    row('6 completion', completion.entries),
    ...Object.entries(funnel).map(([step, figure]) => row(`funnel ${step}`, figure.entries)),
  ]
}
