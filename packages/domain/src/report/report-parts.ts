import type { CaseFile, Mark } from './case-files.ts'
import type { RecallEntry } from './recall-entry.ts'
import type { Figure, StatusReport } from './status-report-schema.ts'

export const sorted = (seqs: readonly number[]): number[] => [...new Set(seqs)].sort((a, b) => a - b)

/** Counts facilities, and names the entries that say so of each. */
export const figureOf = (files: readonly CaseFile[], rests: (file: CaseFile) => readonly Mark[]): Figure => ({
  count: files.length,
  entries: sorted(files.flatMap((file) => rests(file).map((mark) => mark.seq))),
})

/** One method of notification with its dates, or nothing when it was never used. */
export function methodsOf(
  method: 'mail' | 'phone',
  files: readonly CaseFile[],
  actsOf: (file: CaseFile) => readonly Mark[],
): StatusReport['notified']['byMethod'] {
  const acts = files.flatMap(actsOf)
  const times = acts.map((mark) => mark.at).sort()
  const [firstAt, lastAt] = [times.at(0), times.at(-1)]
  if (firstAt === undefined || lastAt === undefined) return []
  const facilities = files.filter((file) => actsOf(file).length > 0).length
  return [
    { method, facilities, acts: acts.length, firstAt, lastAt, entries: sorted(acts.map((mark) => mark.seq)) },
  ]
}

/** The newest published revision, and how the recall ended. */
export function noticeOf(entries: readonly RecallEntry[]): StatusReport['notice'] {
  let notice: StatusReport['notice']
  for (const { seq, event } of entries) {
    if (event.type === 'recallwire.notice-published.v1') {
      const { firmName, reference, revision } = event.data
      if (notice !== undefined && notice.revision > revision.revision) continue
      const { recallClass } = revision.content
      const { publishedAt } = revision
      notice = { firmName, reference, revision: revision.revision, recallClass, publishedAt, entries: [seq] }
    }
  }
  const end = entries.find(({ event }) => event.type === 'recallwire.recall-closed.v1')
  if (notice === undefined || end?.event.type !== 'recallwire.recall-closed.v1') return notice
  const closed = { outcome: end.event.data.outcome, at: end.event.occurredat }
  return { ...notice, closed, entries: sorted([...notice.entries, end.seq]) }
}
