import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, openInstallation } from '../flow/support/installation.ts'
import { type ReceivedLetter, readLetters } from '../flow/support/post-office.ts'
import { openRecord, type RecallRecord } from '../flow/support/recall-record.ts'
import {
  answerUnit,
  enterCode,
  nextStepFor,
  otherThan,
  press,
  send,
  sign,
  tick,
  type UnitAnswer,
  understand,
  unit,
} from './fill-reply.ts'
import { type OpenBrowser, openBrowser } from './open-browser.ts'
import { findMisfits, openPhone } from './open-phone.ts'

describe('a nurse replies on a phone, without script and without an account', () => {
  let opened: OpenBrowser | undefined
  let installation: Installation
  let record: RecallRecord

  beforeAll(async () => {
    opened = await openBrowser()
    if (opened === undefined) return
    installation = await openInstallation('2025-06-23T14:00:00.000Z')
    await installation.pass(10_000)
    record = await openRecord(installation)
    const { caseId } = await record.caseAt('SAMC')
    const sender = { senderName: 'Meridian Infusion Supply', reference: 'MER-1199' }
    await installation.as('Rosa Lindqvist').post(`/v1/cases/${caseId}/senders`, 'another-sender', sender)
  })
  afterAll(async () => {
    await installation?.close()
    await opened?.close()
  })

  const onPhone = async (work: (page: Page) => Promise<void>): Promise<void> => {
    const phone = opened && (await openPhone(opened.browser))
    if (phone === undefined) throw new Error('the browser was not opened')
    try {
      await work(await phone.newPage())
    } finally {
      await phone.close()
    }
  }

  const lettersTo = async (address: string, saying: string): Promise<readonly ReceivedLetter[]> =>
    (await readLetters(installation.folder)).filter(
      ({ to, heading }) => to === address && heading.startsWith(saying),
    )

  const firstLetterTo = async (address: string): Promise<ReceivedLetter> => {
    const [letter] = await lettersTo(address, 'URGENT: MEDICAL DEVICE RECALL')
    if (letter === undefined) throw new Error(`nothing was mailed to ${address}`)
    return letter
  }

  test('a wrong code gets a clear message and shows no unit', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const letter = await firstLetterTo(aldous)
    await onPhone(async (page) => {
      await enterCode(page, letter, otherThan(letter.code))
      expect(await page.locator('.usa-error-message').textContent()).toContain('not the code of this letter')
      expect(await page.textContent('main')).not.toMatch(/920606|SAMC-/)
      expect(await findMisfits(page)).toEqual([])
      await page.getByLabel(/^Code from the letter/).fill('12 34')
      await press(page, 'Show our units and reply')
      expect(await page.locator('.usa-error-message').textContent()).toContain('six digits')
    })
    expect((await record.caseAt('SAMC')).replies).toEqual([])
  })

  test('what is missing is named in place, and nothing typed is lost', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const letter = await firstLetterTo(aldous)
    await onPhone(async (page) => {
      await enterCode(page, letter)
      await unit(page, '920606')
        .getByLabel(/software version/)
        .fill('6.02.07')
      await page.getByLabel(/^Your name/).fill('Amara Quist')
      await send(page)
      const summary = page.getByRole('alert')
      expect(await summary.textContent()).toContain('Nothing was saved')
      for (const message of missing) expect(await summary.textContent()).toContain(message)
      await summary.getByRole('link', { name: /role/ }).tap()
      expect(page.url()).toContain('#role')
      expect(await page.getByLabel(/^Your name/).inputValue()).toBe('Amara Quist')
      expect(
        await unit(page, '920606')
          .getByLabel(/software version/)
          .inputValue(),
      ).toBe('6.02.07')
      expect(await findMisfits(page)).toEqual([])
    })
    expect((await record.caseAt('SAMC')).replies).toEqual([])
  })

  test('every unit, every sender, name and role: she sees what was recorded and what to do with each pump', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const letter = await firstLetterTo(aldous)
    await onPhone(async (page) => {
      await enterCode(page, letter)
      expect(await findMisfits(page)).toEqual([])
      await understand(page, 'Yes, or I answer unit by unit below')
      for (const [mark, answer] of Object.entries(answers)) await answerUnit(unit(page, mark), answer)
      for (const name of [/FA-2025-019/, /MER-1199/]) await tick(page, name)
      await sign(page, 'Amara Quist', 'Charge nurse, ICU 3 West')
      await send(page)

      const shown = await page.textContent('main')
      expect(shown).toContain('Your reply is recorded')
      expect(shown).toContain('Amara Quist, Charge nurse, ICU 3 West')
      expect(shown).toMatch(/FA-2025-019[\s\S]*MER-1199|MER-1199[\s\S]*FA-2025-019/)
      expect(await nextStepFor(page, '920606')).toMatch(/may return to use/)
      expect(await nextStepFor(page, '1024015')).toMatch(/Keep the pump out of service/)
      expect(await nextStepFor(page, '2094483')).toMatch(/Keep the pump out of service/)
      expect(await findMisfits(page)).toEqual([])
    })
    await installation.pass(10_000)

    const on = await record.caseAt('SAMC')
    expect(on.replies).toHaveLength(1)
    expect(on.duties.map(({ dischargedAt }) => dischargedAt !== undefined)).toEqual([true, true])
    const found = on.units.find(({ facts }) => facts.assetTag === 'SAMC-0003')
    expect(found).toMatchObject({ verdict: { value: 'affected' }, facts: { serial: '770164' } })
    const receipts = await lettersTo(aldous, 'RECEIPT')
    expect(receipts).toHaveLength(2)
    for (const sent of ['FA-2025-019', 'MER-1199'])
      expect(receipts.filter(({ text }) => text.includes(sent)).length).toBeGreaterThan(0)
  })

  test('the same form sent again is one reply, a changed one supersedes, and both stay on record', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const [before] = (await record.caseAt('SAMC')).replies
    const letter = await firstLetterTo(aldous)
    await onPhone(async (page) => {
      await enterCode(page, letter)
      expect(await page.textContent('main')).toContain('There is a reply already')
      await understand(page, 'Yes, or I answer unit by unit below')
      await answerUnit(unit(page, '2094483'), { software: '8.00.03', disposition: 'Corrected' })
      await tick(page, /FA-2025-019/)
      await sign(page, 'Amara Quist', 'Charge nurse')
      await send(page)
      expect(await page.textContent('main')).toContain('Your reply is recorded')
      await page.reload()
      expect(await page.textContent('main')).toContain('Your reply is recorded')
    })
    const on = await record.caseAt('SAMC')
    expect(on.replies).toHaveLength(2)
    expect(on.replies[0]).toEqual(before)
    const answerOf = (serial: string) =>
      on.units.find(({ facts }) => facts.serial === serial)?.answers.map(({ disposition }) => disposition)
    expect(answerOf('2094483')).toEqual(['corrected'])
    expect(answerOf('920606')).toEqual(['found'])
  })

  test('"we hold none" takes two steps and the first records nothing', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const letter = await firstLetterTo('office@harrowgate.example.org')
    await onPhone(async (page) => {
      await enterCode(page, letter)
      await understand(page, 'No, we hold none')
      await sign(page, 'Nadia Brandt', 'Office manager')
      await send(page)
      expect(await page.title()).toContain('Please confirm')
      expect(await findMisfits(page)).toEqual([])
      expect((await record.caseAt('HSC')).replies).toEqual([])
      await press(page, 'Confirm and sign: we hold none')
      expect(await page.textContent('main')).toContain('Your reply is recorded')
      expect(await findMisfits(page)).toEqual([])
    })
    await installation.pass(10_000)
    expect(await record.caseAt('HSC')).toMatchObject({ status: 'done', replies: [{ holdsNone: true }] })
    expect(await lettersTo('office@harrowgate.example.org', 'RECEIPT')).toHaveLength(1)
  })
})

const aldous = 'recalls@aldous.example.org'

const missing = ['read and understood', 'whether you hold any', 'at least one letter', 'your role']

const apart = 'Taken out of use and kept apart'

/** By what the unit's heading or text shows: the right software, the wrong one, one that could not be read, and a found serial. */
const answers: Readonly<Record<string, UnitAnswer>> = {
  '920606': { software: '6.02.07', disposition: 'Found, nothing done yet' },
  '1024015': { software: '8.00.01', disposition: apart },
  'SAMC-0003': { serial: '770164', software: '6.02.07', disposition: apart },
  '2025925': { software: '8.00.03', disposition: 'Found, nothing done yet' },
  '2067699': { software: '6.02.07', disposition: apart },
  '2094483': { disposition: apart },
}
