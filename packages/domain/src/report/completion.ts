import type { z } from 'zod'
import { addMs } from '../time.ts'
import type { CaseFile, Mark } from './case-files.ts'
import type { completionSchema } from './status-report-schema.ts'

type Completion = z.infer<typeof completionSchema>

/** Fewer completed facilities than these say nothing of the rest. */
const leastHistory = 5

/**
 * 21 CFR 7.53(b)(6). Nine in ten of the facilities that are done took no longer than some time from the letter: the last
 * open one is expected after that time from its own letter. Where history does not bear that, it says why.
 */
export function estimateCompletion(files: readonly CaseFile[], asOf: string): Completion {
  const open = files.filter((file) => file.state.status === 'open')
  const done = files.flatMap((file) => (file.state.status === 'open' ? [] : timeTaken(file)))
  const entries = done.map((one) => one.seq).sort((a, b) => a - b)
  const because = (reason: string): Completion => ({ kind: 'cannot-be-estimated', reason, entries })
  if (files.length === 0) return because('no facility is concerned so far')
  if (open.length === 0) {
    const last =
      files
        .map((file) => file.turns.at(-1)?.at ?? file.opened.at)
        .sort()
        .at(-1) ?? asOf
    return { kind: 'complete', at: last, entries }
  }
  const unwritten = open.filter((file) => file.accepted.length === 0).length
  if (unwritten > 0)
    return because(`${unwritten} of ${open.length} open facilities have no accepted letter yet`)
  if (done.length < leastHistory)
    return because(
      `only ${done.length} facilities are done after a letter; ${leastHistory} are needed to estimate from`,
    )
  const times = done.map((one) => one.ms).sort((a, b) => a - b)
  const usual = times[Math.ceil(times.length * 0.9) - 1] ?? 0
  const at =
    open
      .map((file) => addMs(firstOf(file.accepted)?.at ?? asOf, usual))
      .sort()
      .at(-1) ?? asOf
  if (at <= asOf)
    return because(
      'every open facility has taken longer than nine in ten of those that are done: they need a call',
    )
  const days = Math.round(usual / 864_000) / 100
  const method = `nine in ten of ${done.length} facilities were done within ${days} days of their first letter; the last open one is expected as long after its own`
  return { kind: 'estimated', at, method, entries }
}

function timeTaken(file: CaseFile): readonly { readonly ms: number; readonly seq: number }[] {
  const [written, turn] = [firstOf(file.accepted), file.turns.at(-1)]
  if (written === undefined || turn === undefined || !turn.done) return []
  return [{ ms: Math.max(0, Date.parse(turn.at) - Date.parse(written.at)), seq: turn.seq }]
}

/** The earliest of several marks; the ledger may hold them in another order. */
export const firstOf = (marks: readonly Mark[]): Mark | undefined =>
  [...marks].sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1)).at(0)
