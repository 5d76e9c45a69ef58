import { serviceActor } from '@recallwire/domain/access/actor.ts'
import { isEnveloped } from '@recallwire/domain/events/envelope.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { ParkedDeps } from './parked-deps.ts'
import { settlingOf } from './settle-parked.ts'

const dayMs = 86_400_000
const perPage = 100

/**
 * Erases the bytes of parked records that came from outside (they are in no envelope of ours, so that nobody knows whose data they
 * hold) once they have waited for so many days. What is ours waits until a person has handed it on, however long that takes.
 */
export async function eraseRaw(
  deps: ParkedDeps & { readonly installationId: string; readonly logger: Logger },
  days: number,
  signal: AbortSignal,
): Promise<'idle'> {
  const { parked } = deps.backEnd
  const before = addMs(deps.realNow(), -days * dayMs)
  const actor = serviceActor('auditor', deps.installationId)
  let after: string | undefined
  do {
    signal.throwIfAborted()
    const page = await parked.list('waiting', perPage, after)
    for (const record of page.items) {
      if (record.parkedAt >= before) return 'idle'
      if (isEnveloped(record.value)) continue
      const outcome = await parked.erase(
        record.parkedId,
        settlingOf(deps, record, actor, { change: 'erased' }),
      )
      if (outcome === 'erased')
        deps.logger.warn('the bytes of a parked record were erased', { parkedId: record.parkedId, days })
    }
    after = page.next
  } while (after !== undefined)
  return 'idle'
}
