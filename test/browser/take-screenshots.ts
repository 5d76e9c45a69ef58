import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openInstallation } from '../flow/support/installation.ts'
import { readLetters } from '../flow/support/post-office.ts'
import { openRecord } from '../flow/support/recall-record.ts'
import { replyByLink } from '../flow/support/reply-by-link.ts'
import { openBrowser } from './open-browser.ts'
import { issueSignInLink, signIn } from './sign-in.ts'

/** Run by hand after the pages changed: `node test/browser/take-screenshots.ts` writes the pictures of the README. */
const folder = join(import.meta.dirname, 'screenshots')
const size = { width: 1280, height: 1000 }

const opened = await openBrowser()
if (opened === undefined) throw new Error('the pictures need a Chromium')
const installation = await openInstallation('2025-06-23T14:00:00.000Z')
try {
  mkdirSync(folder, { recursive: true })
  await installation.pass(3_600_000)
  await replyByLinkOf('office@harrowgate.example.org', 'Nadia Brandt', 'none')
  await replyByLinkOf('recalls@brightwater.example.org', 'Owen Castellan', 'some')
  await installation.pass(3_600_000)
  const { recallId } = await openRecord(installation)
  const context = await opened.browser.newContext({ viewport: size })
  const page = await context.newPage()
  await signIn(page, await issueSignInLink(installation, 'Dana Whitlock'))
  await page.goto(`${installation.url}/recalls/${recallId}`)
  await keep(page, 'console')
  const letter = (await letters()).find(
    ({ to, heading }) => to.includes('brightwater') && heading.startsWith('URGENT'),
  )
  // Not in the page from before: our own policy would drop the styles that a letter brings along.
  const mail = await context.newPage()
  await mail.setContent(letter?.html ?? '')
  await keep(mail, 'letter')
} finally {
  await installation.close()
  await opened.close()
}

async function keep(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

function letters() {
  return readLetters(installation.folder)
}

async function replyByLinkOf(address: string, name: string, holding: 'some' | 'none'): Promise<void> {
  const letter = (await letters()).find(({ to, heading }) => to === address && heading.startsWith('URGENT'))
  if (letter === undefined) throw new Error(`nothing was mailed to ${address}`)
  const isolated = { disposition: 'isolated', software: '8.00.03' }
  const units = { 788724: isolated, 2119236: isolated, 2095541: isolated, 2105238: isolated }
  const given = holding === 'some' ? { units } : {}
  const answer = await replyByLink(letter, { name, role: 'Recall coordinator', holding, ...given })
  if (answer.status !== 200) throw new Error(`the reply of ${address} was answered ${answer.status}`)
}
