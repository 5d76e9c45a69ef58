import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Installation, openInstallation } from '../flow/support/installation.ts'
import { type ReceivedLetter, readLetters } from '../flow/support/post-office.ts'
import { openRecord, type RecallRecord } from '../flow/support/recall-record.ts'
import { replyByLink } from '../flow/support/reply-by-link.ts'
import { type OpenBrowser, openBrowser } from './open-browser.ts'
import { pressEverything } from './press-everything.ts'
import { issueSignInLink, signIn } from './sign-in.ts'

describe('a mail gateway that opens every link before the reader does', () => {
  let opened: OpenBrowser | undefined
  let installation: Installation
  let record: RecallRecord

  beforeAll(async () => {
    opened = await openBrowser()
    installation = await openInstallation('2025-06-23T14:00:00.000Z')
    await installation.pass(10_000)
    record = await openRecord(installation)
  })
  afterAll(async () => {
    await installation?.close()
    await opened?.close()
  })

  /** Every case as the API shows it, and every letter that was mailed. */
  const everything = async () => {
    await installation.quiet()
    const cases = await Promise.all(
      (await record.cases()).map(async ({ caseId }) =>
        caseViewSchema.parse(await installation.as('Dana Whitlock').get(`/v1/cases/${caseId}`)),
      ),
    )
    const folder = join(installation.folder, 'letters')
    const letters = readdirSync(folder).sort()
    return {
      cases: cases.sort((one, other) => one.caseId.localeCompare(other.caseId)),
      letters: letters.map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
    }
  }

  const letterTo = async (address: string): Promise<ReceivedLetter> => {
    const letters = await readLetters(installation.folder)
    const found = letters.find(({ to, heading }) => to === address && heading.startsWith('URGENT'))
    if (found === undefined) throw new Error(`nothing was mailed to ${address}`)
    return found
  }

  test('GET, HEAD and OPTIONS of all that a letter leads to change nothing', async () => {
    const before = await everything()
    const letters = await Promise.all(
      ['office@harrowgate.example.org', 'recalls@oldmill.example.org'].map(letterTo),
    )
    const seen = new Set<string>()
    const waiting = letters.flatMap(linksOf).filter((link) => link.startsWith(installation.url))
    expect(waiting.length).toBeGreaterThan(1)
    for (let link = waiting.pop(); link !== undefined; link = waiting.pop()) {
      if (seen.has(link)) continue
      seen.add(link)
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const answer = await fetch(link, { method, redirect: 'manual', signal: AbortSignal.timeout(30_000) })
        const body = await answer.text()
        expect(answer.status, `${method} ${link}`).toBeLessThan(500)
        if (method === 'GET') waiting.push(...linksIn(body, link, installation.url))
      }
    }
    // The link itself, the form addresses behind it, style sheets, the front page and where it leads.
    expect(seen.size).toBeGreaterThan(8)
    expect(await everything()).toEqual(before)
  })

  test('a browser that runs scripts, fills every form and presses every button changes nothing', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const before = await everything()
    const letter = await letterTo('office@harrowgate.example.org')
    const digits = letter.code === '482913' ? '913482' : '482913'
    const pressed = await pressEverything(opened.browser, letter.link ?? '', digits)
    expect(pressed.forms).toBeGreaterThan(2)
    expect(pressed.answers.every((status) => status < 500)).toBe(true)
    expect(await everything()).toEqual(before)
  })

  test('posting straight to the reply, without the code or with a made-up one, changes nothing', async () => {
    const before = await everything()
    const letter = await letterTo('recalls@oldmill.example.org')
    const answers = {
      understood: 'yes',
      holding: 'none',
      rest: 'destroyed',
      name: 'Nobody',
      role: 'Scanner',
      revision: '1',
    }
    for (const code of ['', '12345', letter.code === '482913' ? '913482' : '482913']) {
      for (const step of ['open', 'reply']) {
        const answer = await fetch(`${letter.link}/${step}`, {
          method: 'POST',
          body: new URLSearchParams({ ...answers, code }),
          headers: { origin: installation.url },
          signal: AbortSignal.timeout(30_000),
        })
        expect(answer.status).toBe(422)
        expect(await answer.text()).not.toContain('793079')
      }
    }
    const foreign = await fetch(`${letter.link}/reply`, {
      method: 'POST',
      body: new URLSearchParams({ ...answers, code: letter.code ?? '' }),
      headers: { origin: 'https://elsewhere.example.com' },
      signal: AbortSignal.timeout(30_000),
    })
    expect(foreign.status).toBe(403)
    expect(await everything()).toEqual(before)
  })

  test('afterwards the person the letter was for replies as if nothing had happened', async () => {
    // The wrong codes of the scanner slow its link down for a while.
    installation.clock.advance(3_600_000)
    const answer = await replyByLink(await letterTo('office@harrowgate.example.org'), {
      name: 'Nadia Brandt',
      role: 'Office manager',
      holding: 'none',
    })
    expect(answer.status).toBe(200)
    expect(await record.caseAt('HSC')).toMatchObject({ status: 'done', replies: [{ holdsNone: true }] })
  })

  test('a sign-in link that was opened many times still signs in, once', async (context) => {
    if (opened === undefined) return context.skip('no Chromium on this machine')
    const link = await issueSignInLink(installation, 'Marcus Hale')
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET'])
      await fetch(link, { method, signal: AbortSignal.timeout(30_000) })
    const looking = await opened.browser.newPage()
    await looking.goto(link, { waitUntil: 'networkidle' })
    await looking.close()
    const page = await opened.browser.newPage()
    await signIn(page, link)
    expect(await page.title()).toContain('To do')
    expect((await fetch(link, { signal: AbortSignal.timeout(30_000) })).status).toBe(410)
  })
})

const linksOf = ({ text, html }: ReceivedLetter): readonly string[] => [
  ...[...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link),
  ...[...html.matchAll(/(?:href|src)="(https?:[^"]+)"/g)].map(([, link = '']) => link),
]

/** Addresses of the same host a page names: links, style sheets, scripts, pictures, and where its forms go. */
const linksIn = (body: string, page: string, origin: string): readonly string[] =>
  [...body.matchAll(/\s(?:href|src|action)="([^"#]+)"/g)]
    .map(([, address = '']) => new URL(address.replaceAll('&amp;', '&'), page))
    .filter((address) => address.origin === origin)
    .map((address) => address.href)
