import { eventBytes, outgoing } from '@recallwire/domain/events/envelope.ts'
import { topics } from '@recallwire/domain/events/topics.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { parkedHeaders } from '@recallwire/ports/parked-headers.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startAuditor } from './start.ts'
import { type Audit, openAudit } from './testing/open-audit.ts'
import { createSample, denied } from './testing/sample-recall.ts'

let audit: Audit
beforeEach(async () => {
  audit = await openAudit()
})
afterEach(() => audit.close())

const { topic: auditTopic, key } = outgoing('key', {
  id: 'x',
  source: '/test',
  type: 'recallwire.access-denied.v1',
  subject: 'x',
  at: '2025-06-02T15:00:00.000Z',
  actor: { organisationId: 'i'.repeat(26), role: 'service', by: 'test' },
  data: { action: 'a', route: 'b' },
})
const publish = (value: Uint8Array) => audit.backEnd.log.publish(auditTopic, key, value)
const size = async () => (await audit.backEnd.ledger.head())?.size ?? 0
const handled = () =>
  eventually(
    'the auditor has handled everything',
    async () => (await audit.backEnd.log.lag('auditor', topics)) === 0,
  )

describe('the auditor', () => {
  test('writes what is published, and after a restart goes on where it was', async () => {
    const { events } = createSample()
    const first = await startAuditor(audit.deps)
    for (const event of events) await publish(eventBytes(event))
    await handled()
    await first.stop()
    await publish(eventBytes(denied('while it was away')))
    expect(await size()).toBe(events.length)
    const http = { ...audit.deps.http, add: () => undefined }
    const second = await startAuditor({ ...audit.deps, http })
    await handled()
    await second.stop()
    expect(await size()).toBe(events.length + 1)
  })

  test('parks what it cannot read, with the reason, and goes on', async () => {
    const running = await startAuditor(audit.deps)
    const unreadable = new TextEncoder().encode('{"specversion":"1.0"}')
    await publish(eventBytes(denied('before')))
    await publish(unreadable)
    await publish(eventBytes(denied('after')))
    await handled()
    await running.stop()
    expect(await size()).toBe(2)
    const parked = await Array.fromAsync(audit.backEnd.log.read('audit.events.parked'))
    expect(parked.map(({ value }) => [...value])).toEqual([[...unreadable]])
    expect(parked[0]?.headers[parkedHeaders.group]).toBe('auditor')
    expect(parked[0]?.headers[parkedHeaders.reason]).toContain('the envelope is malformed')
  })
})
