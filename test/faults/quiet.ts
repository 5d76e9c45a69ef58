import { setTimeout as delay } from 'node:timers/promises'
import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { countEvents } from './count-events.ts'
import { openApi } from './open-api.ts'
import { readCases } from './project-state.ts'
import type { Place } from './start-process.ts'

/** So long nothing may happen: several rounds of every loop. */
const stillMs = 1_500

/** Longer than the lease on a letter whose sender was killed. */
const patienceMs = 90_000

/** Waits until every letter is sent, none is still to be decided on, and nothing more reaches the log. */
export async function untilQuiet(place: Place): Promise<void> {
  const { api } = openApi(place)
  let [events, since] = [-1, performance.now()]
  await eventually(
    'nothing is under way',
    async () => {
      await delay(100)
      const now = countEvents(place.folder)
      const isBusy = now !== events || !(await readCases(api)).cases.every(isSettled)
      if (isBusy) [events, since] = [now, performance.now()]
      return performance.now() - since > stillMs
    },
    patienceMs,
  )
}

const isSettled = ({ letters, steps }: CaseView): boolean =>
  letters.every(({ state }) => state === 'sent') &&
  !steps.some(({ kind, state }) => kind === 'tell' && state === 'planned')
