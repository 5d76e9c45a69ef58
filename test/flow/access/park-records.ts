import type { Actor } from '@recallwire/domain/access/actor.ts'
import { eventBytes, outgoing } from '@recallwire/domain/events/envelope.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { bulkViewSchema } from '@recallwire/domain/views/parked-view.ts'
import type { Installation } from '../support/installation.ts'
import { askAs } from './ask-as.ts'
import type { Target } from './targets.ts'

/** Three records that could not be handled, and a proposal of this operator's to hand two of them on. */
export async function parkRecords(
  installation: Installation,
  operator: Actor,
): Promise<Pick<Target, 'parkedId' | 'otherParkedId' | 'bulkId'>> {
  const { log, parked } = installation.running.backEnd
  for (const name of ['one', 'two', 'three']) {
    const { topic, event } = outgoing('key', {
      id: `parked-${name}`,
      source: '/test',
      type: 'recallwire.directory-changed.v1',
      subject: 'test',
      at: installation.clock.now(),
      actor: operator,
      data: {
        subject: 'contact',
        subjectId: directoryIdOf('contact', 'test', name),
        organisationId: operator.organisationId,
        change: 'changed',
        commitment: 'c'.repeat(64),
      },
    })
    await log.publish(`${topic}.parked`, 'key', eventBytes(event))
  }
  const { items } = await parked.list('waiting', 10)
  const [parkedId = '', otherParkedId = '', third = ''] = items.map((record) => record.parkedId)
  const body = { parkedIds: [otherParkedId, third] }
  const proposed = await askAs(installation, operator, { method: 'POST', path: '/v1/parked/redrives', body })
  const { bulkId } = bulkViewSchema.parse(JSON.parse(proposed.body))
  return { parkedId, otherParkedId, bulkId }
}
