import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { actorOf } from '@recallwire/infra-embedded/demonstration/enrol.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, openInstallation } from './support/installation.ts'
import { readLetters } from './support/post-office.ts'
import { openRecord, type RecallRecord } from './support/recall-record.ts'
import { replyByLink } from './support/reply-by-link.ts'
import { revise, terminate } from './support/revise.ts'

const hour = 3_600_000
const run = promisify(execFile)
const verifier = fileURLToPath(import.meta.resolve('@recallwire/ledger/recallwire-verify.ts'))

describe('thirty days of the Baxter notice', () => {
  let installation: Installation
  let record: RecallRecord

  beforeAll(async () => {
    installation = await openInstallation('2025-06-20T14:00:00.000Z')
    await installation.pass(10_000)
    record = await openRecord(installation)
  })
  afterAll(() => installation?.close())

  /** Four looks a day, one of them at 23:00 UTC: after 17:00 on the clock of every facility, and before its quiet hours. */
  const until = async (instant: string) => {
    const toNextLook = () => 6 * hour - ((Date.parse(installation.clock.now()) + hour) % (6 * hour))
    while (installation.clock.now() < instant) await installation.pass(toNextLook())
  }
  const kindsAt = async (code: string) => (await record.caseAt(code)).letters.map(({ kind }) => kind)

  test('a reclassification to class II moves the ladder and writes to nobody', async () => {
    const before = await record.letterCounts()
    await revise(installation, record, 'reclassify', (content) => ({
      ...content,
      recallClass: 'II',
      sourceStatus: 'classified',
    }))
    expect(await record.letterCounts()).toEqual(before)
    const { due, steps } = await record.caseAt('NGH')
    expect(due).toMatchObject({ at: '2025-06-27T22:00:00.000Z', rule: expect.stringContaining('class II') })
    expect(steps.filter(({ state }) => state === 'planned').map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['reminder', '2025-06-25T22:00:00.000Z'],
      ['reminder', '2025-06-27T22:00:00.000Z'],
      ['escalation', '2025-07-01T22:00:00.000Z'],
    ])
  })

  test('a corrected phone number is a revision and sends nothing', async () => {
    const before = await record.letterCounts()
    await revise(installation, record, 'correct', (content) => ({
      ...content,
      contact: { ...content.contact, phone: '800-555-0199' },
    }))
    expect(await record.letterCounts()).toEqual(before)
    expect((await record.recall()).revisions.at(-1)).toMatchObject({
      revision: 3,
      materialRevision: 1,
      changed: [],
    })
  })

  test('reminders come on their days to the silent, and stop when the reply lands', async () => {
    const letter = (await readLetters(installation.folder)).find(
      ({ to }) => to === 'office@harrowgate.example.org',
    )
    if (letter === undefined) throw new Error('Harrowgate was not written to')
    await replyByLink(letter, { name: 'Nadia Brandt', role: 'Manager', holding: 'none' })
    await until('2025-06-26T06:00:00.000Z')
    expect(await kindsAt('HSC')).toEqual(['initial', 'receipt'])
    expect((await kindsAt('NGH')).filter((kind) => kind === 'reminder')).toHaveLength(1)
  })

  test('a reclassification to class I re-plans the ladder without a second first letter', async () => {
    const before = await record.letterCounts()
    await revise(installation, record, 'reclassify', (content) => ({ ...content, recallClass: 'I' }))
    expect(await record.letterCounts()).toEqual(before)
    const { due, steps } = await record.caseAt('NGH')
    expect(due).toMatchObject({
      at: '2025-06-30T22:00:00.000Z',
      rule: expect.stringContaining('class I: reply 2 business days after 2025-06-26'),
    })
    expect(steps.filter(({ state }) => state === 'planned').map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['reminder', '2025-06-30T22:00:00.000Z'],
      ['escalation', '2025-07-01T22:00:00.000Z'],
      ['phone-task', '2025-07-01T22:00:00.000Z'],
    ])
  })

  test('a narrowing revision stands down exactly the facility whose only unit it releases', async () => {
    const before = await record.letterCounts()
    await revise(installation, record, 'narrow', (content) => ({
      ...content,
      products: content.products.map((product) =>
        'serials' in product.units
          ? { ...product, units: { serials: product.units.serials.filter((serial) => serial !== '793079') } }
          : product,
      ),
    }))
    const after = await record.letterCounts()
    expect([...after].filter(([code, count]) => before.get(code) !== count).map(([code]) => code)).toEqual([
      'OML',
    ])
    expect(await kindsAt('OML')).toContain('stand-down')
    expect(await record.caseAt('OML')).toMatchObject({ stoodDown: true, status: 'done', affected: 0 })
  })

  test('after thirty days the silent have been reminded and escalated, and nobody was written to twice for one reason', async () => {
    await until('2025-07-20T14:00:00.000Z')
    const cases = await Promise.all(['NGH', 'SAMC', 'BRH', 'TVC', 'WH1'].map(record.caseAt))
    for (const { letters, tasks, status } of cases) {
      expect(status).toBe('open')
      expect(tasks.length).toBeGreaterThan(0)
      expect(letters.filter(({ kind }) => kind === 'initial')).toHaveLength(1)
    }
    const { letters } = await record.caseAt('NGH')
    expect(letters.filter(({ kind }) => kind === 'reminder')).toHaveLength(2)
    const written = await readLetters(installation.folder)
    expect(written.filter(({ to }) => to === 'biomed@northmere.example.org')).toHaveLength(1)
    const planned = await Promise.all(
      (await record.cases()).map(({ caseId }) => installation.as('Dana Whitlock').get(`/v1/cases/${caseId}`)),
    )
    const { counts, items } = await record.gaps()
    const { quantity: owed } = (await record.report()).units
    expect(counts.custodies).toMatchObject({ owed, notified: owed, gaps: 0 })
    expect([counts.addressed.owed, items]).toEqual([counts.addressed.notified, []])
    const accepted = JSON.stringify(planned).match(/"acceptedAt"/g)?.length
    expect(written).toHaveLength(accepted ?? 0)
  })

  test('the figures of the report reconcile by serial', async () => {
    const report = await record.report()
    const cases = await Promise.all(['NGH', 'SAMC', 'BRH', 'HSC', 'TVC', 'OML', 'WH1'].map(record.caseAt))
    const inScope = cases.flatMap(({ units }) => units).filter(({ verdict }) => verdict.value !== 'outside')
    expect(report.units.quantity).toBe(inScope.length)
    expect(report.notified).toMatchObject({ count: 7, of: 7 })
    expect(report.responding.count + report.notResponding.count + report.stoodDown.count).toBe(7)
    expect(report.notResponding.facilityIds).not.toContain(record.facilityId('HSC'))
    for (const row of report.units.rows) {
      const { facilityId, productId, verdict, entries, quantity, ...columns } = row
      expect({
        facilityId,
        productId,
        verdict,
        quantity: Object.values(columns).reduce((sum, count) => sum + count, 0),
      }).toEqual({ facilityId, productId, verdict, quantity })
    }
  })

  test('after termination everyone who was told is told so, and a unit that turns up later is not mailed about', async () => {
    await terminate(
      installation,
      record,
      'All reasonable efforts were made; the remaining pumps are accounted for.',
    )
    for (const code of ['NGH', 'SAMC', 'BRH', 'HSC', 'TVC', 'WH1'])
      expect(await kindsAt(code)).toContain('close-out')
    const before = (await readLetters(installation.folder)).length
    const device = {
      facilityId: record.facilityId('QCH'),
      assetTag: 'QCH-0999',
      di: '00085412498683',
      serial: '2156201',
      observedAt: installation.clock.now(),
    }
    await installation.as('Rosa Lindqvist').post('/v1/devices', 'after-the-end', device)
    await installation.pass(60_000)
    expect((await readLetters(installation.folder)).length).toBe(before)
    expect((await record.cases()).map(({ facilityId }) => facilityId)).not.toContain(record.facilityId('QCH'))
    expect((await record.gaps()).counts.custodies).toMatchObject({ onItsWay: 0, gaps: 0 })
  })

  test('the evidence bundle verifies offline, and a flipped byte is named', async () => {
    const regulator = actorOf(installation.enrolled.people, 'Judith Osei')
    const authorization = forwardActor(
      installation.running.keys.forwarding,
      regulator,
      new Date(Date.now() + 60_000).toISOString(),
    )
    const answer = await fetch(`${installation.url}/v1/recalls/${record.recallId}/bundle`, {
      headers: { authorization },
    })
    expect(answer.status).toBe(200)
    const file = join(installation.folder, 'evidence.bundle')
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
    const good = await run(process.execPath, [verifier, file])
    expect(good.stdout).toMatch(/\d+ entries/)
    const bytes = readFileSync(file)
    const place = bytes.indexOf('"serial":"765100"') + 11
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const bad = await run(process.execPath, [verifier, file]).catch((error: unknown) => error)
    expect(bad).toMatchObject({ code: 1, stdout: expect.stringMatching(/seq \d+/) })
  })
})
