import type { Actor } from '@recallwire/domain/access/actor.ts'
import { eventBytes } from '@recallwire/domain/events/envelope.ts'
import { bulkViewSchema, parkedPageSchema } from '@recallwire/domain/views/parked-view.ts'
import { relayAll } from '@recallwire/ports/contracts/read-events.ts'
import { parkedHeaders } from '@recallwire/ports/parked-headers.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { finishBulks } from '../parked/bulk-redrives.ts'
import { eraseRaw } from '../parked/erase-raw.ts'
import { type Audit, firm, jsonOf, openAudit, operator, regulator } from '../testing/open-audit.ts'
import { createSample, denied } from '../testing/sample-recall.ts'

let audit: Audit
const second: Actor = { ...operator, by: 'second-operator' }
const day = 86_400_000
const { signal } = new AbortController()

beforeEach(async () => {
  audit = await openAudit()
  audit.serve()
})
afterEach(() => audit.close())

/** Parked now, by its real time. Answers its id. */
async function park(
  value: Uint8Array,
  topic: 'audit.events' | 'recall.events' = 'audit.events',
): Promise<string> {
  const headers = {
    [parkedHeaders.reason]: 'it cannot be read',
    [parkedHeaders.group]: 'auditor',
    [parkedHeaders.at]: audit.deps.realNow(),
  }
  const before = await waitingIds()
  await audit.backEnd.log.publish(`${topic}.parked`, 'key', value, headers)
  const id = (await waitingIds()).find((one) => !before.includes(one))
  if (id === undefined) throw new Error('nothing was parked')
  return id
}
const bytes = (text: string) => new TextEncoder().encode(text)
const event = (name: string) => eventBytes(denied(name))
const waitingIds = async () =>
  (await audit.backEnd.parked.list('waiting', 100)).items.map(({ parkedId }) => parkedId)
const inLog = async () => (await Array.fromAsync(audit.backEnd.log.read('audit.events'))).length
const page = async (query = '') =>
  parkedPageSchema.parse(jsonOf(await audit.ask(operator, `/v1/parked${query}`)))
const settledEvents = async () => {
  await relayAll(audit.backEnd.outbox)
  const records = await Array.fromAsync(audit.backEnd.log.read('audit.events'))
  return records
    .map(({ value }) => JSON.parse(new TextDecoder().decode(value)))
    .filter(({ type }) => type === 'recallwire.parked-settled.v1')
}

describe('what could not be handled', () => {
  test('is listed to an operator with its reason, and without its content', async () => {
    const [first] = createSample().events
    if (first === undefined) throw new Error('the sample has events')
    const known = await park(eventBytes(first), 'recall.events')
    audit.pass(1_000)
    const raw = await park(bytes('Dana Whitfield, 555-0100'))
    const { waiting, items } = await page()
    expect(waiting.count).toBe(2)
    expect(items).toMatchObject([
      {
        parkedId: known,
        topic: 'recall.events',
        group: 'auditor',
        event: { id: first.id, type: first.type },
      },
      { parkedId: raw, reason: 'it cannot be read', bytes: 24 },
    ])
    expect(items[1]).not.toHaveProperty('event')
    expect(JSON.stringify(items)).not.toContain('Dana')
    for (const actor of [firm, regulator]) expect((await audit.ask(actor, '/v1/parked')).status).toBe(403)
  })

  test('is handed on again by one person, once, and the ledger hears who did it', async () => {
    const parkedId = await park(event('mended'))
    const path = `/v1/parked/${parkedId}/redrive`
    expect(jsonOf(await audit.post(operator, path))).toEqual({ parkedId, outcome: 'redriven' })
    expect(jsonOf(await audit.post(second, path, undefined, 'another'))).toMatchObject({
      outcome: 'settled-before',
    })
    expect(await inLog()).toBe(1)
    expect(await settledEvents()).toMatchObject([
      { actor: operator, data: { parkedId, group: 'auditor', change: 'redriven' } },
    ])
    expect((await page()).items).toEqual([])
    expect((await page('?state=redriven')).items).toMatchObject([{ parkedId, settled: { by: operator.by } }])
    expect((await audit.post(operator, '/v1/parked/case.events.0.99/redrive')).status).toBe(404)
    expect((await audit.post(operator, '/v1/parked/nonsense/redrive')).status).toBe(400)
    expect((await audit.post(firm, path, undefined, 'by a firm')).status).toBe(403)
  })
})

describe('several at once', () => {
  const propose = async (parkedIds: readonly string[], key = 'propose') =>
    audit.post(operator, '/v1/parked/redrives', { parkedIds }, key)

  test('wait for a second person, who hands on exactly what was proposed', async () => {
    const parkedIds = [await park(event('one')), await park(event('two'))]
    const { bulkId, status } = bulkViewSchema.parse(jsonOf(await propose(parkedIds)))
    const later = await park(event('later'))
    expect(status).toBe('proposed')
    expect(jsonOf(await audit.ask(operator, '/v1/parked/redrives'))).toMatchObject([{ bulkId, parkedIds }])
    const confirm = `/v1/parked/redrives/${bulkId}/confirm`
    const own = await audit.post(operator, confirm)
    expect([own.status, jsonOf(own)]).toMatchObject([
      409,
      { detail: expect.stringContaining('a second person') },
    ])
    expect(await waitingIds()).toHaveLength(3)
    const confirmed = bulkViewSchema.parse(jsonOf(await audit.post(second, confirm)))
    expect(confirmed).toMatchObject({ status: 'done', redriven: 2, decidedBy: { by: second.by } })
    expect(await waitingIds()).toEqual([later])
    expect(await settledEvents()).toMatchObject(
      parkedIds.map((parkedId) => ({
        actor: second,
        data: { parkedId, bulk: { bulkId, proposedBy: operator.by } },
      })),
    )
    expect((await audit.post(second, confirm, undefined, 'again')).status).toBe(409)
    expect(jsonOf(await audit.ask(operator, '/v1/parked/redrives'))).toEqual([])
  })

  test('are handed on to the end by another process when the first died after the confirmation', async () => {
    const parkedIds = [await park(event('one')), await park(event('two'))]
    const { bulkId } = bulkViewSchema.parse(jsonOf(await propose(parkedIds)))
    const { bulks } = audit.backEnd.parked
    const stored = await bulks.get(bulkId)
    if (stored === undefined) throw new Error('the proposal is stored')
    const decidedBy = { by: second.by, role: second.role, organisationId: second.organisationId }
    const next = {
      ...stored.document,
      status: 'confirmed',
      decidedBy,
      decidedAt: audit.deps.realNow(),
    } as const
    await bulks.save({ id: bulkId, expectedVersion: stored.version, next, events: [] })
    await audit.post(second, `/v1/parked/${parkedIds[0]}/redrive`)
    await finishBulks(audit.deps)
    expect((await bulks.get(bulkId))?.document).toMatchObject({ status: 'done', redriven: 2 })
    expect(await waitingIds()).toEqual([])
  })

  test('are refused where one is unknown or named twice, and may be declined', async () => {
    const [one, two] = [await park(event('one')), await park(event('two'))]
    for (const parkedIds of [
      [one, 'case.events.0.99'],
      [one, one],
    ])
      expect((await propose(parkedIds, parkedIds.join())).status).toBe(422)
    const { bulkId } = bulkViewSchema.parse(jsonOf(await propose([one, two])))
    const declined = await audit.post(operator, `/v1/parked/redrives/${bulkId}/decline`)
    expect(jsonOf(declined)).toMatchObject({ status: 'declined' })
    expect((await audit.post(second, `/v1/parked/redrives/${bulkId}/confirm`)).status).toBe(409)
    expect(await waitingIds()).toHaveLength(2)
    expect((await audit.post(second, `/v1/parked/redrives/${'z'.repeat(26)}/confirm`)).status).toBe(404)
  })
})

test('bytes from outside are erased at the end of their time, and what is ours waits on', async () => {
  const raw = await park(bytes('Dana Whitfield, 555-0100'))
  const ours = await park(event('ours'))
  const newer = { ...denied('of a newer version'), type: 'recallwire.not-yet-known.v9' }
  const ofNewer = await park(bytes(JSON.stringify(newer)))
  audit.pass(29 * day)
  const young = await park(bytes('yesterday'))
  const erase = () => eraseRaw(audit.deps, 30, signal)
  await erase()
  expect(await waitingIds()).toHaveLength(4)
  audit.pass(day + 1)
  await erase()
  expect((await waitingIds()).toSorted()).toEqual([ours, ofNewer, young].toSorted())
  expect((await page('?state=erased')).items).toMatchObject([
    { parkedId: raw, bytes: 0, reason: 'it cannot be read' },
  ])
  expect(await settledEvents()).toMatchObject([{ data: { parkedId: raw, change: 'erased' } }])
})
