import { openDuties } from '../casework/case.ts'
import { isStoodDown } from '../casework/settle.ts'
import { type CaseFile, readCaseFiles } from './case-files.ts'
import { estimateCompletion } from './completion.ts'
import { effectivenessOf } from './effectiveness.ts'
import { funnelOf } from './funnel.ts'
import { knownEntries, type RecallEntry } from './recall-entry.ts'
import { figureOf, methodsOf, noticeOf, sorted } from './report-parts.ts'
import { seriesOf } from './series.ts'
import type { StatusReport } from './status-report-schema.ts'
import { openQuantity, unitsLedger } from './units-ledger.ts'

/**
 * The status report of a recall from its ledger entries. Entries may come in any order and hold other recalls: only what
 * was recorded by `asOf` counts, so that a report of the past reads today as it did then. A facility belongs to one of
 * four groups: responding, not responding, not yet notified, and stood down before it replied.
 */
export function statusReport(input: {
  readonly recallId: string
  readonly asOf: string
  readonly entries: readonly RecallEntry[]
}): StatusReport {
  const { recallId, asOf } = input
  const entries = knownEntries(input.entries, recallId, asOf)
  const files = readCaseFiles(entries)
  const groups = groupsOf(files)
  const notice = noticeOf(entries)
  return {
    recallId,
    asOf,
    ...(notice ? { notice } : {}),
    notified: notifiedOf(files, groups),
    responding: respondingOf(groups.responding),
    notResponding: notRespondingOf(files, groups, asOf),
    stoodDown: figureOf(groups.stoodDown, (file) => file.judged.slice(-1)),
    units: unitsOf(files),
    effectiveness: effectivenessOf(entries, files.length),
    completion: estimateCompletion(files, asOf),
    funnel: funnelOf(entries, files),
    series: seriesOf(files),
  }
}

type Groups = Readonly<
  Record<'responding' | 'notResponding' | 'notYetNotified' | 'stoodDown', readonly CaseFile[]>
>

function groupsOf(files: readonly CaseFile[]): Groups {
  const silent = files.filter((file) => file.firstReply === undefined)
  const owing = silent.filter((file) => !isStoodDown(file.state))
  return {
    responding: files.filter((file) => file.firstReply !== undefined),
    stoodDown: silent.filter((file) => isStoodDown(file.state)),
    notResponding: owing.filter((file) => file.accepted.length > 0),
    notYetNotified: owing.filter((file) => file.accepted.length === 0),
  }
}

function notifiedOf(files: readonly CaseFile[], groups: Groups): StatusReport['notified'] {
  const notified = files.filter((file) => file.accepted.length > 0)
  return {
    ...figureOf(notified, (file) => file.accepted),
    of: files.length,
    byMethod: [
      ...methodsOf('mail', files, (file) => file.accepted),
      ...methodsOf('phone', files, (file) => file.calls),
    ],
    notYet: groups.notYetNotified.map((file) => file.state.facilityId),
  }
}

function respondingOf(files: readonly CaseFile[]): StatusReport['responding'] {
  const sum = (of: 'affected' | 'possible' | 'notStated') =>
    files.reduce((total, file) => total + (file.firstReply?.onHand[of] ?? 0), 0)
  return {
    ...figureOf(files, (file) => (file.firstReply ? [file.firstReply] : [])),
    onHand: { affected: sum('affected'), possible: sum('possible') },
    notStated: sum('notStated'),
  }
}

function notRespondingOf(
  files: readonly CaseFile[],
  groups: Groups,
  asOf: string,
): StatusReport['notResponding'] {
  const owing = files.filter((file) => file.state.status === 'open')
  return {
    ...figureOf(groups.notResponding, (file) => file.accepted),
    facilityIds: groups.notResponding.map((file) => file.state.facilityId),
    dutiesOpen: owing.flatMap(({ state }) =>
      openDuties(state).map(({ dutyId, kind, owedSince }) => ({
        facilityId: state.facilityId,
        dutyId,
        kind,
        owedSince,
        ...(state.due ? { dueAt: state.due.at, rule: state.due.rule } : {}),
        overdue: state.due !== undefined && state.due.at < asOf,
      })),
    ),
  }
}

function unitsOf(files: readonly CaseFile[]): StatusReport['units'] {
  const rows = unitsLedger(files)
  const quantity = rows.reduce((sum, row) => sum + row.quantity, 0)
  const open = rows.reduce((sum, row) => sum + openQuantity(row), 0)
  return {
    rows: [...rows],
    quantity,
    accountedFor: quantity - open,
    open,
    entries: sorted(rows.flatMap((row) => row.entries)),
  }
}
