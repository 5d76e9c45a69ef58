import type { CaseFile } from './case-files.ts'
import { firstOf } from './completion.ts'
import type { StatusReport } from './status-report-schema.ts'

type Change = {
  readonly date: string
  readonly of: 'notified' | 'responded' | 'complete'
  readonly by: 1 | -1
}

/** Running totals for the chart. Notified and responded only grow; complete falls when a case is opened again. */
export function seriesOf(files: readonly CaseFile[]): StatusReport['series'] {
  const changes = files.flatMap(changesOf).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const totals = { notified: 0, responded: 0, complete: 0 }
  const rows = new Map<string, StatusReport['series'][number]>()
  for (const { date, of, by } of changes) {
    totals[of] += by
    rows.set(date, { date, ...totals })
  }
  return [...rows.values()]
}

function changesOf(file: CaseFile): readonly Change[] {
  const [written, replied] = [firstOf(file.accepted), firstOf(file.replies)]
  const dateOf = (instant: string) => instant.slice(0, 10)
  return [
    ...(written ? [{ date: dateOf(written.at), of: 'notified', by: 1 } as const] : []),
    ...(replied ? [{ date: dateOf(replied.at), of: 'responded', by: 1 } as const] : []),
    ...file.turns.map((turn): Change => ({ date: dateOf(turn.at), of: 'complete', by: turn.done ? 1 : -1 })),
  ]
}
