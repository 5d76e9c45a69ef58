import { activeUnits, openDuties } from '../casework/case.ts'
import { isAssessed } from '../casework/settle.ts'
import type { CaseFile } from './case-files.ts'
import type { RecallEntry } from './recall-entry.ts'
import { figureOf, sorted } from './report-parts.ts'
import type { StatusReport } from './status-report-schema.ts'

/** Facilities by how far they are. Each count is a fact of its own: a letter accepted says nothing of a person's reading it. */
export function funnelOf(
  entries: readonly RecallEntry[],
  files: readonly CaseFile[],
): StatusReport['funnel'] {
  const received = files.filter((file) => file.firstReply !== undefined)
  return {
    addressedOrMatched: concernedOf(entries, files),
    letterAccepted: figureOf(
      files.filter((file) => file.accepted.length > 0),
      (file) => file.accepted,
    ),
    received: figureOf(received, (file) => file.replies),
    assessed: figureOf(
      received.filter(({ state }) => isAnswered(state)),
      (file) => file.replies,
    ),
    acted: figureOf(
      received.filter(({ state }) => isAssessed(state)),
      (file) => file.replies,
    ),
    discharged: figureOf(
      received.filter(({ state }) => openDuties(state).length === 0),
      (file) => file.discharged,
    ),
  }
}

/** Something was said of every unit in scope, or that there is none. */
const isAnswered = (state: CaseFile['state']): boolean =>
  activeUnits(state).length === 0
    ? isAssessed(state)
    : activeUnits(state).every((unit) => unit.answers.length > 0)

/** Matched units and addressed accounts count from the event that names them, whether or not their case is open yet. */
function concernedOf(
  entries: readonly RecallEntry[],
  files: readonly CaseFile[],
): StatusReport['funnel']['addressedOrMatched'] {
  const concerned = new Map(files.map((file) => [file.state.facilityId, file.opened.seq]))
  const add = (facilityId: string, seq: number) => {
    if (!concerned.has(facilityId)) concerned.set(facilityId, seq)
  }
  for (const { seq, event } of entries) {
    if (event.type === 'recallwire.notice-published.v1')
      for (const { facilityId } of event.data.addressed) add(facilityId, seq)
    if (event.type === 'recallwire.units-matched.v1') {
      const inScope = event.data.units.some((unit) => unit.verdict.value !== 'outside')
      if (inScope) add(event.data.facilityId, seq)
    }
  }
  return { count: concerned.size, entries: sorted([...concerned.values()]) }
}
