import { noticeContentSchema } from '@recallwire/domain/notice/notice-content.ts'
import { baxterNotice } from '@recallwire/infra-embedded/demonstration/baxter-notice.ts'
import { fleetOf } from '@recallwire/infra-embedded/demonstration/fleet.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, openInstallation } from './support/installation.ts'
import { letterSaying, lettersFor, readLetters } from './support/post-office.ts'
import { openRecord, type RecallRecord } from './support/recall-record.ts'
import { openReplyForm, replyByLink } from './support/reply-by-link.ts'

const listed = noticeContentSchema
  .parse(baxterNotice())
  .products.flatMap(({ units }) => ('serials' in units ? units.serials : []))

describe('the first days of the Baxter notice', () => {
  let installation: Installation
  let record: RecallRecord

  beforeAll(async () => {
    installation = await openInstallation('2025-06-20T14:00:00.000Z')
    await installation.pass(10_000)
    record = await openRecord(installation)
  })
  afterAll(() => installation?.close())

  const lettersTo = (address: string) => lettersFor(installation.folder, address)
  const letterTo = (address: string, saying: string) => letterSaying(installation.folder, address, saying)
  const unitAt = (code: string, mark: string) => record.unitAt(code, mark)

  test('of the 42 listed serials only those present are affected, and no other pump of the two DIs is', async () => {
    const matches = await record.matches()
    const affected = matches
      .filter(({ verdict }) => verdict.value === 'affected')
      .map(({ facts }) => facts.serial)
    const present = ['NGH', 'SAMC', 'QCH', 'BRH', 'HSC', 'TVC', 'OML', 'WH1']
      .flatMap(fleetOf)
      .map(({ serial }) => serial ?? '')
    const expected = [...present.filter((serial) => listed.includes(serial)), '2141815', '793079']
    expect(listed).toHaveLength(42)
    expect([...affected].sort()).toEqual([...expected].sort())
    expect(matches.find(({ facts }) => facts.serial === '2119236')?.verdict.value).toBe('affected')
    expect(matches.find(({ facts }) => facts.serial === '2119054')?.verdict.value).toBe('outside')
  })

  test('the installed software does not decide the verdict: right, wrong and unknown are affected alike', async () => {
    for (const serial of ['765100', '772744', '789742']) {
      expect((await unitAt('NGH', serial)).verdict.value).toBe('affected')
    }
  })

  test('a facility with unlisted pumps alone has no case and gets no mail', async () => {
    const cases = await record.cases()
    expect(cases.map((item) => item.facilityId)).not.toContain(record.facilityId('QCH'))
    expect(await lettersTo('recalls@quillfeather.example.org')).toEqual([])
  })

  test('every letter says URGENT, names the facility and its own units, and nobody gets two first letters', async () => {
    const first = (await readLetters(installation.folder)).filter(({ heading }) =>
      heading.startsWith('URGENT: MEDICAL DEVICE RECALL'),
    )
    expect(first.map(({ to }) => to).sort()).toEqual([
      'office@harrowgate.example.org',
      'recalls@aldous.example.org',
      'recalls@brightwater.example.org',
      'recalls@meridian.example.com',
      'recalls@northmere.example.org',
      'recalls@oldmill.example.org',
      'recalls@tamarind.example.org',
    ])
    const { text } = await letterTo('recalls@brightwater.example.org', 'URGENT')
    expect(text).toContain('2119236')
    expect(text).not.toContain('2119054')
  })

  test('a wrong code opens nothing and shows no unit', async () => {
    const letter = await letterTo('recalls@brightwater.example.org', 'URGENT')
    const wrong = letter.code === '111111' ? '222222' : '111111'
    const { answer } = await openReplyForm(letter, wrong)
    expect(answer.html).not.toContain('788724')
  })

  test('the row without a serial is possible, its question is on the form, and the answer makes it affected', async () => {
    const tag =
      fleetOf('SAMC').find(({ serial, lot }) => serial === undefined && lot === undefined)?.assetTag ?? ''
    expect(await unitAt('SAMC', tag)).toMatchObject({ verdict: { value: 'possible', missing: 'serial' } })
    const letter = await letterTo('recalls@aldous.example.org', 'URGENT')
    const answer = await replyByLink(letter, {
      name: 'Rosa Lindqvist',
      role: 'Recall coordinator',
      holding: 'some',
      units: { [tag]: { serial: '770164', software: '6.02.07', disposition: 'isolated' } },
    })
    expect(answer.status).toBe(200)
    await installation.pass(10_000)
    expect(await unitAt('SAMC', tag)).toMatchObject({
      verdict: { value: 'affected' },
      facts: { serial: '770164' },
    })
    expect((await letterTo('recalls@aldous.example.org', 'ADDITION')).text).toContain('770164')
  })

  test('the software check decides what is done with a pump', async () => {
    const letter = await letterTo('recalls@northmere.example.org', 'URGENT')
    const rest = (await record.caseAt('NGH')).units.map(({ facts }) => facts.serial ?? '')
    const units = Object.fromEntries(
      rest.map((serial) => [
        serial,
        { disposition: 'isolated', software: serial.length === 6 ? '6.02.07' : '8.00.03' },
      ]),
    )
    const answer = await replyByLink(letter, {
      name: 'Ines Duarte',
      role: 'Recall coordinator',
      holding: 'some',
      units: {
        ...units,
        765100: { disposition: 'found', software: '6.02.07' },
        772744: { disposition: 'isolated', software: '8.00.01' },
        789742: { disposition: 'isolated' },
        2141815: { here: 'no', disposition: 'transferred' },
      },
    })
    expect(answer.status).toBe(200)
    await installation.pass(10_000)
    const outcomeOf = async (serial: string) =>
      (await unitAt('NGH', serial)).answers.map(({ outcome, inspections }) => [
        outcome,
        inspections[0]?.result,
      ])
    expect(await outcomeOf('765100')).toEqual([['cleared-by-inspection', 'passed']])
    expect(await outcomeOf('772744')).toEqual([['needs-service', 'failed']])
    expect(await outcomeOf('789742')).toEqual([['needs-service', 'not-read']])
    expect(await record.caseAt('NGH')).toMatchObject({
      status: 'done',
      evidence: { received: true, assessed: true, discharged: true },
    })
  })

  test('the new holder of a pump has a case, and the earlier one is asked without being told where it is', async () => {
    expect(await unitAt('TVC', '2141815')).toMatchObject({ verdict: { value: 'affected' } })
    const asked = await letterTo('recalls@northmere.example.org', 'ADDITION')
    expect(asked.text).toContain('2141815')
    expect(asked.text).not.toMatch(/tamarind/i)
    const forNorthmere = JSON.stringify(
      await installation.as('Marcus Hale').get(`/v1/recalls/${record.recallId}/timeline`),
    )
    expect(forNorthmere).not.toContain(record.facilityId('TVC'))
  })

  test('a listed pump that enters a registry after publication is mailed about', async () => {
    expect((await letterTo('recalls@oldmill.example.org', 'URGENT')).text).toContain('793079')
  })

  test('two senders wrote: one inspection, one reply, a receipt for each', async () => {
    const letter = await letterTo('recalls@brightwater.example.org', 'MER-1182')
    const isolated = { disposition: 'isolated', software: '8.00.03' }
    const answer = await replyByLink(letter, {
      name: 'Owen Castellan',
      role: 'Recall coordinator',
      holding: 'some',
      units: {
        788724: { disposition: 'isolated', software: '6.02.07' },
        2119236: isolated,
        2095541: isolated,
        2105238: isolated,
      },
    })
    expect(answer.status).toBe(200)
    await installation.pass(10_000)
    const { duties, replies, status } = await record.caseAt('BRH')
    expect({
      status,
      replies: replies.length,
      discharged: duties.map(({ dischargedAt }) => dischargedAt !== undefined),
    }).toEqual({
      status: 'done',
      replies: 1,
      discharged: [true, true],
    })
    const receipts = (await lettersTo('recalls@brightwater.example.org')).filter(({ subject }) =>
      /receipt/i.test(subject),
    )
    expect(receipts).toHaveLength(2)
    expect(receipts.filter(({ text }) => text.includes('MER-1182'))).toHaveLength(1)
  })

  test('a facility that holds none and was addressed owes a reply, and gives it in two steps', async () => {
    expect(await record.caseAt('HSC')).toMatchObject({ status: 'open', addressed: true, affected: 0 })
    const letter = await letterTo('office@harrowgate.example.org', 'URGENT')
    const answer = await replyByLink(letter, { name: 'Nadia Brandt', role: 'Manager', holding: 'none' })
    expect(answer.status).toBe(200)
    await installation.pass(10_000)
    expect(await record.caseAt('HSC')).toMatchObject({ status: 'done', replies: [{ holdsNone: true }] })
  })
})
