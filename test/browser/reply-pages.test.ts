import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, openInstallation } from '../flow/support/installation.ts'
import { type ReceivedLetter, readLetters } from '../flow/support/post-office.ts'
import { openRecord } from '../flow/support/recall-record.ts'
import { terminate } from '../flow/support/revise.ts'
import { checkPage } from './check-page.ts'
import { type OpenBrowser, openBrowser } from './open-browser.ts'
import { issueSignInLink } from './sign-in.ts'
import { watchPage } from './watch-page.ts'

const dayMs = 86_400_000

describe('pages that anyone may open', () => {
  let opened: OpenBrowser | undefined
  let installation: Installation

  beforeAll(async () => {
    opened = await openBrowser()
    if (opened === undefined) return
    installation = await openInstallation('2025-06-23T14:00:00.000Z')
    await installation.pass(10_000)
  })
  afterAll(async () => {
    await installation?.close()
    await opened?.close()
  })

  type Visit = {
    readonly page: Page
    /** Expects the page's title, and no fault of any kind. */
    readonly sees: (title: string, name: string) => Promise<void>
  }

  const visit = async (work: (visit: Visit) => Promise<void>): Promise<void> => {
    if (opened === undefined) throw new Error('the browser was not opened')
    const context = await opened.browser.newContext()
    const page = await context.newPage()
    const watched = watchPage(page, installation.url)
    const sees = async (title: string, name: string) => {
      expect(await page.title()).toContain(title)
      expect([...(await checkPage(page, name)), ...watched.faults()]).toEqual([])
    }
    await work({ page, sees })
    await context.close()
  }

  const letterTo = async (address: string): Promise<ReceivedLetter> => {
    const letters = await readLetters(installation.folder)
    const found = letters.find(({ to, heading }) => to === address && heading.startsWith('URGENT'))
    if (found === undefined) throw new Error(`nothing was mailed to ${address}`)
    return found
  }

  test('every state of a reply: code, wrong code, form, errors, confirmation, recorded', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const letter = await letterTo('recalls@brightwater.example.org')
    await visit(async ({ page, sees }) => {
      await page.goto(letter.link ?? '')
      await sees('Reply to a recall', 'reply code')
      await enter(page, '12')
      await sees('Reply to a recall', 'reply malformed code')
      await enter(page, letter.code ?? '')
      await sees('Reply for Brightwater', 'reply form')
      await press(page, 'Sign and send the reply')
      await sees('Reply for Brightwater', 'reply errors')
      await page.getByText('I have read and understood it').click()
      await page.getByText('No, we hold none').click()
      await page.locator('.usa-checkbox__label').first().click()
      await page.getByLabel(/^Your name/).fill('Owen Castellan')
      await page.getByLabel(/^Your role/).fill('Recall coordinator')
      await press(page, 'Sign and send the reply')
      await sees('Please confirm', 'reply confirm none')
      await press(page, 'Confirm and sign: we hold none')
      await sees('Your reply', 'reply recorded')
      for (const step of ['open', 'reply', 'fresh-code']) {
        await page.goto(`${letter.link}/${step}`)
        expect(page.url()).toBe(letter.link)
      }
      await enter(page, letter.code ?? '')
      await sees('Reply for Brightwater', 'reply form again')
    })
  })

  test('links that lead nowhere: guessed at, made up, replaced', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const letter = await letterTo('recalls@tamarind.example.org')
    await visit(async ({ page, sees }) => {
      await page.goto(letter.link ?? '')
      for (let wrong = 0; wrong < 4; wrong += 1) {
        await enter(page, letter.code === '246810' ? '135791' : '246810')
        if (wrong === 0) await sees('Reply to a recall', 'reply wrong code')
      }
      expect(await page.textContent('main')).toContain('Too many wrong codes')
      await sees('Reply to a recall', 'reply locked')
      await page.getByLabel(/^E-mail address/).fill(letter.to)
      await press(page, 'Mail a new code')
      await sees('Look in the mailbox', 'reply fresh code')
      await installation.pass(10_000)
      await page.goto(letter.link ?? '')
      await sees('This link was replaced', 'reply superseded')
      await page.goto(`${installation.url}/r/r1.made-up`)
      await sees('This link does not lead to a letter', 'reply unknown')
    })
  })

  test('signing in, a used link, and an address where nothing is', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const link = await issueSignInLink(installation, 'Marcus Hale')
    await visit(async ({ page, sees }) => {
      await page.goto(`${installation.url}/recalls`)
      await sees('Sign in', 'sign in')
      await page.goto(link)
      await sees('Sign in', 'sign in link')
      await press(page, 'Sign in')
      await sees('To do', 'signed in')
      await press(page, 'Sign out')
      await page.goto(link)
      await sees('This sign-in link opens nothing', 'sign in used')
      await page.goto(`${installation.url}/nothing-here`)
      await sees('nothing at this address', 'nothing here')
    })
  })

  test('every kind of letter as a mail program shows it', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    await installation.pass(4 * dayMs)
    const byHeading = new Map<string, ReceivedLetter>()
    for (const letter of await readLetters(installation.folder))
      byHeading.set(/^[^:]*/.exec(letter.heading)?.[0] ?? '', letter)
    expect(byHeading.size).toBeGreaterThan(4)
    for (const [heading, letter] of byHeading) {
      await visit(async ({ page }) => {
        await page.setContent(letter.html)
        // Landmarks are the mail program's: a letter is shown inside its page.
        expect(await checkPage(page, `letter ${heading}`, ['region', 'landmark-one-main'])).toEqual([])
      })
    }
  })

  test('a link that ran out, and one of a recall that is closed', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const letter = await letterTo('recalls@aldous.example.org')
    installation.clock.advance(31 * dayMs)
    await visit(async ({ page, sees }) => {
      await page.goto(letter.link ?? '')
      await sees('This link no longer works', 'reply expired')
    })
    await terminate(installation, await openRecord(installation), 'All units are accounted for.')
    await visit(async ({ page, sees }) => {
      await page.goto(letter.link ?? '')
      await sees('No reply is needed any more', 'reply closed')
    })
  })
})

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel(/^Code from the letter/).fill(code)
  await press(page, 'Show our units and reply')
}

/** Presses a button that sends a form, and waits for the page that answers it. */
async function press(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()])
}
