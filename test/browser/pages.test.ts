import type { Role } from '@recallwire/domain/access/actor.ts'
import { roleTable } from '@recallwire/domain/access/role-table.ts'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, openInstallation } from '../flow/support/installation.ts'
import { checkPage } from './check-page.ts'
import { openAddressFiller } from './fill-address.ts'
import { type OpenBrowser, openBrowser } from './open-browser.ts'
import { issueSignInLink, signIn } from './sign-in.ts'
import { watchPage } from './watch-page.ts'

const guests: readonly (readonly [Role, string])[] = [
  ['manufacturer-editor', 'Dana Whitlock'],
  ['manufacturer-approver', 'Priya Raman'],
  ['facility-staff', 'Ines Duarte'],
  ['facility-manager', 'Marcus Hale'],
  ['distributor', 'Karl Petrov'],
  ['regulator', 'Judith Osei'],
  ['operator', 'Operator'],
]

/** Forms sent as they stand, without an answer: who presses which button, on which page. */
const emptyForms: readonly (readonly [string, string, RegExp])[] = [
  ['Dana Whitlock', '/notices/new', /^Save/],
  ['Dana Whitlock', '/firm-letters', /^Hand/],
  ['Dana Whitlock', '/recalls/:recallId/units/:matchId', /^Propose/],
  ['Dana Whitlock', '/reviews/:reviewId', /^Dismiss/],
  ['Dana Whitlock', '/sources', /^Import/],
  ['Dana Whitlock', '/sources/:sourceId', /^Draft the notice/],
  ['Marcus Hale', '/cases/:caseId', /reply$/],
  ['Marcus Hale', '/facilities', /^Add the facility/],
  ['Marcus Hale', '/facilities/:facilityId', /^Add the contact/],
  ['Marcus Hale', '/webhooks', /^Register/],
  ['Marcus Hale', '/devices', /^Check/],
  ['Marcus Hale', '/devices/mappings', /^Store/],
  ['Marcus Hale', '/people', /^Add the person/],
  ['Marcus Hale', '/people', /^Create it/],
  ['Karl Petrov', '/recalls/:recallId/forward', /^Forward/],
  ['Operator', '/organisations', /^Create/],
]

/** Reply pages and files have tests of their own. */
const visitedElsewhere = [
  '/r/:token',
  '/r/:token/open',
  '/r/:token/reply',
  '/r/:token/fresh-code',
  '/r/:token/not-us',
  '/sign-in',
  '/firm-letters/:sha256',
  '/mailbox/:letterId/enclosures/:place',
  '/v/:token',
  '/v/:token/answer',
]
const files = ['/recalls/:recallId/report.json', '/recalls/:recallId/bundle']
/** A letter is shown as mail programs show it, in `reply-pages.test.ts`: its own page runs no script, axe-core included. */
const scriptless = ['/mailbox/:letterId/body']

describe('the pages of the console', () => {
  let opened: OpenBrowser | undefined
  let installation: Installation
  const contexts = new Map<string, BrowserContext>()

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

  /** Signed in once, by the link, on first use. */
  const contextOf = async (name: string): Promise<BrowserContext> => {
    const known = contexts.get(name)
    if (known !== undefined) return known
    const context = await opened?.browser.newContext()
    if (context === undefined) throw new Error('the browser was not opened')
    contexts.set(name, context)
    const page = await context.newPage()
    await signIn(page, await issueSignInLink(installation, name))
    await page.close()
    return context
  }

  const shown = (): readonly { readonly path: string; readonly action: string }[] =>
    installation.running.http.routes.filter(
      ({ method, answers, path }) =>
        method === 'GET' &&
        answers === 'page' &&
        ![...visitedElsewhere, ...files, ...scriptless].includes(path),
    )

  test('every page is asked for with a session, or has a visit of its own', (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const strangers = installation.running.http.routes.filter(
      ({ method, answers, credential, path }) =>
        method === 'GET' &&
        answers === 'page' &&
        credential !== 'session' &&
        !visitedElsewhere.includes(path),
    )
    expect(strangers.map(({ path }) => path)).toEqual([])
    const known = installation.running.http.routes.map(({ path }) => path)
    expect([...visitedElsewhere, ...files, ...scriptless].filter((path) => !known.includes(path))).toEqual([])
  })

  test.for(guests)('%s: no page has a fault on a desk or a phone', async ([role, name], { skip }) => {
    if (opened === undefined) return skip('no Chromium on this machine')
    const page = await (await contextOf(name)).newPage()
    const watched = watchPage(page, installation.url)
    const fill = await openAddressFiller(installation, name)
    const findings: string[] = []
    for (const { path, action } of shown()) {
      const answer = await page.goto(installation.url + fill(path))
      const wanted = grants(action, role) ? 200 : 403
      if (answer?.status() !== wanted) findings.push(`${path}: ${answer?.status()} in place of ${wanted}`)
      findings.push(...(await checkPage(page, `${role} ${path}`)), ...watched.faults())
    }
    await page.close()
    expect(findings).toEqual([])
  })

  test.for(emptyForms)(
    '%s sends %s empty by %s: the errors are as usable as the form',
    async ([name, path, button], { skip }) => {
      if (opened === undefined) return skip('no Chromium on this machine')
      const page = await (await contextOf(name)).newPage()
      const watched = watchPage(page, installation.url)
      await page.goto(installation.url + (await openAddressFiller(installation, name))(path))
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.waitForEvent('load'),
        page.locator('main').getByRole('button', { name: button }).first().click(),
      ])
      expect([400, 422]).toContain(answer.status())
      expect(await page.getByRole('alert').count()).toBeGreaterThan(0)
      expect([...(await checkPage(page, `empty ${path}`)), ...watched.faults()]).toEqual([])
      await page.close()
    },
  )

  test('what is not a page but a file is saved, whole', async ({ skip }) => {
    if (opened === undefined) return skip('no Chromium on this machine')
    const page = await (await contextOf('Dana Whitlock')).newPage()
    const fill = await openAddressFiller(installation, 'Dana Whitlock')
    for (const path of files) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.goto(installation.url + fill(path)).catch(() => undefined),
      ])
      expect(await download.failure()).toBeNull()
    }
    await page.close()
  })
})

function grants(action: string, role: Role): boolean {
  const table: Readonly<Record<string, Partial<Record<Role, string>>>> = roleTable
  return table[action]?.[role] !== undefined
}
