import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import type { ConsoleDeps, Mailbox } from '../console-deps.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole | undefined

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
})
afterEach(async () => {
  await site?.close()
  await backEnd.close()
})

const evil = '<script>alert(1)</script>'
const mailbox: Mailbox = {
  list: async () => [
    {
      letterId: 'letter-1',
      to: 'recalls@hospital.example.org',
      from: 'recalls@example.org',
      subject: evil,
      at: start,
    },
  ],
  read: async (letterId) =>
    letterId === 'letter-1'
      ? {
          headers: [{ name: 'Subject', value: evil }],
          text: 'Take it out of use.',
          html: `<p>Letter</p>${evil}`,
          enclosures: [
            { fileName: `${evil}.pdf`, mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') },
          ],
        }
      : undefined,
}

const open = async (options: Partial<ConsoleDeps>): Promise<OpenConsole> => {
  site = await openConsole(backEnd, options)
  serveSample(site.api)
  return site
}

describe('the mailbox', () => {
  test('lists letters and shows one in a frame, its markup never in our page', async () => {
    const { get, signIn } = await open({ mailbox, mailboxFor: 'everyone' })
    const cookie = await signIn('staff')
    expect((await get('/mailbox', cookie)).body).not.toContain(evil)
    const page = await get('/mailbox/letter-1', cookie)
    expect(page.body).not.toContain(evil)
    expect(page.body).toMatch(/<iframe[^>]* sandbox="allow-popups[^"]*" src="\/mailbox\/letter-1\/body"/)
    expect(page.headers['content-security-policy']).toContain("frame-src 'self'")
  })

  test('serves the letter alone under a policy without scripts, forms or an origin', async () => {
    const { get, signIn } = await open({ mailbox, mailboxFor: 'everyone' })
    const letter = await get('/mailbox/letter-1/body', await signIn('staff'))
    const policy = String(letter.headers['content-security-policy'])
    expect(letter.body).toContain('<p>Letter</p>')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/; sandbox /)
    expect(policy).not.toContain('allow-scripts')
    expect(policy).not.toContain('allow-same-origin')
  })

  test('lists what is enclosed and has the browser save it', async () => {
    const { get, signIn } = await open({ mailbox, mailboxFor: 'everyone' })
    const cookie = await signIn('staff')
    expect((await get('/mailbox/letter-1', cookie)).body).toContain('href="/mailbox/letter-1/enclosures/0"')
    const file = await get('/mailbox/letter-1/enclosures/0', cookie)
    expect(file.body).toBe('%PDF-1.7')
    expect(file.headers['content-disposition']).toMatch(/^attachment;/)
    expect((await get('/mailbox/letter-1/enclosures/1', cookie)).statusCode).toBe(404)
  })

  test('is for operators alone outside a demonstration', async () => {
    const { get, signIn } = await open({ mailbox, mailboxFor: 'operator' })
    const staff = await signIn('staff')
    for (const path of [
      '/mailbox',
      '/mailbox/letter-1',
      '/mailbox/letter-1/body',
      '/mailbox/letter-1/enclosures/0',
    ]) {
      expect((await get(path, staff)).statusCode).toBe(404)
    }
    expect((await get('/', staff)).body).not.toContain('href="/mailbox"')
    expect((await get('/mailbox', await signIn('operator'))).statusCode).toBe(200)
  })

  test('is not there where letters are sent', async () => {
    const { get, signIn } = await open({})
    expect((await get('/mailbox', await signIn('operator'))).statusCode).toBe(404)
  })

  test('knows no letter it does not hold', async () => {
    const { get, signIn } = await open({ mailbox, mailboxFor: 'everyone' })
    expect((await get('/mailbox/letter-2', await signIn('staff'))).statusCode).toBe(404)
  })
})
