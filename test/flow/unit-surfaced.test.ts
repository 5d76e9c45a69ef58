import { timelineRowSchema } from '@recallwire/domain/report/timeline.ts'
import { taskViewSchema } from '@recallwire/domain/views/case-view.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Installation, openInstallation } from './support/installation.ts'
import { readLetters } from './support/post-office.ts'
import { openRecord, type RecallRecord } from './support/recall-record.ts'

describe('a pump that one hospital reported destroyed turns up at another', () => {
  let installation: Installation
  let record: RecallRecord

  beforeAll(async () => {
    installation = await openInstallation('2025-06-20T14:00:00.000Z')
    await installation.pass(10_000)
    record = await openRecord(installation)
  })
  afterAll(() => installation?.close())

  const tasks = async () =>
    z.array(taskViewSchema).parse(await installation.as('Dana Whitlock').get('/v1/tasks'))
  const alerts = async (name: string) => {
    const answer = await installation.as(name).get(`/v1/recalls/${record.recallId}/timeline`)
    const rows = z.array(timelineRowSchema).parse(answer)
    return rows.filter(({ what }) => what.startsWith('A serial that was reported'))
  }
  const reportedAt = (code: string, serial: string, key: string) => async (name: string, di: string) => {
    const facilityId = record.facilityId(code)
    const device = { facilityId, di, serial, observedAt: installation.clock.now() }
    await installation.as(name).post('/v1/devices', key, device)
    await installation.pass(60_000)
  }

  test('the firm gets an urgent task, the finder a case with the request to check the label', async () => {
    const unit = (await record.caseAt('NGH')).units.find(
      ({ verdict, facts }) => verdict.value === 'affected' && facts.serial !== undefined,
    )
    const { caseId, duties } = await record.caseAt('NGH')
    const reply = {
      holdsNone: false,
      units: [{ custodyId: unit?.custodyId, disposition: 'destroyed' }],
      dutyIds: duties.map(({ dutyId }) => dutyId),
      person: { name: 'Marcus Hale', role: 'Manager' },
      statement: 'I have read and understood the notice.',
    }
    await installation.as('Marcus Hale').post(`/v1/cases/${caseId}/replies`, 'destroyed', reply)
    await installation.pass(3_600_000)
    expect((await tasks()).filter(({ kind }) => kind === 'surfaced')).toEqual([])
    const { di = '', serial = '' } = unit?.facts ?? {}
    await reportedAt('TVC', serial, 'turned-up')('Samuel Ortega', di)
    const [task, ...more] = (await tasks()).filter(({ kind }) => kind === 'surfaced')
    expect(more).toEqual([])
    expect(task).toMatchObject({
      facilityId: record.facilityId('TVC'),
      because: expect.stringContaining(serial),
    })
    const found = await record.unitAt('TVC', serial)
    expect(found).toMatchObject({
      verdict: { value: 'affected' },
      surfaced: { disposition: 'destroyed', told: true },
    })
    const letters = await readLetters(installation.folder)
    const about = letters.filter(({ text }) =>
      text.replace(/\s+/g, ' ').includes('check the label, and say in your reply'),
    )
    expect(about.length).toBeGreaterThan(0)
    expect(about.every(({ text }) => !text.includes('Northmere'))).toBe(true)
  })

  test('the same pump back in the inventory of the hospital that destroyed it is told as well', async () => {
    const gone = (await record.caseAt('NGH')).units.find(({ answers }) => answers.length > 0)
    const { di = '', serial = '' } = gone?.facts ?? {}
    await reportedAt('NGH', serial, 'back-again')('Marcus Hale', di)
    const places = (await tasks())
      .filter(({ kind }) => kind === 'surfaced')
      .map(({ facilityId }) => facilityId)
    expect(places.sort()).toEqual([record.facilityId('TVC'), record.facilityId('NGH')].sort())
  })

  test('the regulator sees it in the timeline, and neither hospital what the other reported', async () => {
    expect(await alerts('Judith Osei')).toHaveLength(2)
    expect((await alerts('Marcus Hale')).map(({ facilityId }) => facilityId)).toEqual([
      record.facilityId('NGH'),
    ])
    expect((await alerts('Samuel Ortega')).map(({ facilityId }) => facilityId)).toEqual([
      record.facilityId('TVC'),
    ])
    const metrics = await fetch(`${installation.url}/metrics`)
    expect(await metrics.text()).toMatch(/recallwire_units_surfaced_total\{disposition="destroyed"\} 2/)
  })
})
