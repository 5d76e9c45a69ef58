import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { caseIdOf } from '@recallwire/domain/ids.ts'
import { sideBySide } from '@recallwire/runtime/side-by-side.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { handleEvent } from './handle-event.ts'
import { casesAtOnce } from './save-case.ts'

/**
 * Handles a batch: what concerns one case in its order, different cases side by side. An event that may concern every case of its
 * recall waits for all before it and lets none pass.
 */
export async function handleEvents(
  deps: CaseworkDeps,
  events: readonly RecallEvent[],
  signal: AbortSignal,
): Promise<void> {
  let lanes = new Map<string, RecallEvent[]>()
  const handleInOrder = async (lane: readonly RecallEvent[]): Promise<void> => {
    for (const event of lane) {
      signal.throwIfAborted()
      await handleEvent(deps, event, signal)
    }
  }
  const handleLanes = async (): Promise<void> => {
    const ready = [...lanes.values()]
    lanes = new Map()
    await sideBySide(ready, casesAtOnce, handleInOrder)
  }
  for (const event of events) {
    const caseId = caseOf(event)
    if (caseId === undefined) {
      await handleLanes()
      await handleInOrder([event])
      continue
    }
    const lane = lanes.get(caseId)
    if (lane === undefined) lanes.set(caseId, [event])
    else lane.push(event)
  }
  await handleLanes()
}

/** The one case that an event concerns; undefined where it may be any. */
function caseOf(event: RecallEvent): string | undefined {
  switch (event.type) {
    case 'recallwire.case-changed.v1':
    case 'recallwire.letter-changed.v1':
      return event.data.caseId
    case 'recallwire.units-matched.v1':
    case 'recallwire.unit-reported-elsewhere.v1':
    case 'recallwire.unit-surfaced.v1':
      return caseIdOf(event.data.recallId, event.data.facilityId)
    default:
      return undefined
  }
}
