import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, personIdOf, publicUrl, start } from '../testing/open-console.ts'

const minute = 60_000
const hour = 60 * minute

let backEnd: BackEnd
let console: OpenConsole

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  console = await openConsole(backEnd)
  console.api.on('GET /v1/cases', { body: [] })
  console.api.on('GET /v1/facilities', { body: [] })
})
afterEach(async () => {
  await console.close()
  await backEnd.close()
})

describe('signing in', () => {
  test('shows a button for a link and uses nothing up, however often a mail scanner opens it', async () => {
    const link = `/sign-in?link=${console.linkOf('staff')}`
    await console.get(link)
    const page = await console.get(link)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`<input type="hidden" name="link" value="${console.linkOf('staff')}">`)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(await console.signIn('staff')).toMatch(/^__Host-recallwire=[\w-]{43}$/)
  })

  test('signs in once; the second use of a link is told so and opens nothing', async () => {
    await console.signIn('staff')
    const again = await console.post('/sign-in', '', { link: console.linkOf('staff') })
    expect(again.statusCode).toBe(410)
    expect(again.body).toContain('This sign-in link opens nothing')
    expect(again.headers['set-cookie']).toBeUndefined()
    expect((await console.get(`/sign-in?link=${console.linkOf('staff')}`)).statusCode).toBe(410)
  })

  test('tells an unknown link like a used one', async () => {
    expect((await console.get('/sign-in?link=nobody-knows-it')).statusCode).toBe(410)
  })

  test('refuses a sign-in form that another site sends', async () => {
    const answer = await console.http.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { origin: 'https://evil.example.com', 'content-type': 'application/x-www-form-urlencoded' },
      payload: `link=${console.linkOf('staff')}`,
    })
    expect(answer.statusCode).toBe(403)
  })

  test('sets a cookie no script can read, strict for a regulator', async () => {
    const cookieOf = async (part: 'staff' | 'regulator') =>
      String((await console.post('/sign-in', '', { link: console.linkOf(part) })).headers['set-cookie'])
    const lax = await cookieOf('staff')
    expect(lax).toContain('HttpOnly')
    expect(lax).toContain('Secure')
    expect(lax).toContain('SameSite=Lax')
    expect(await cookieOf('regulator')).toContain('SameSite=Strict')
  })

  test('keeps only the hash of the token', async () => {
    const token = (await console.signIn('staff')).split('=')[1] ?? ''
    expect(await backEnd.sessions.get(token)).toBeUndefined()
  })
})

describe('a session', () => {
  test('sends a stranger to the sign-in page', async () => {
    const answer = await console.get('/')
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe('/sign-in')
  })

  test('ends after half an hour without an act', async () => {
    const cookie = await console.signIn('staff')
    console.pass(29 * minute)
    expect((await console.get('/', cookie)).statusCode).toBe(200)
    console.pass(29 * minute)
    expect((await console.get('/', cookie)).statusCode).toBe(200)
    console.pass(31 * minute)
    expect((await console.get('/', cookie)).statusCode).toBe(303)
  })

  test('is not kept alive by a page that refreshes by itself', async () => {
    const cookie = await console.signIn('staff')
    const refresh = () => console.http.inject({ url: '/', headers: { cookie, 'hx-request': 'true' } })
    console.pass(20 * minute)
    expect((await refresh()).statusCode).toBe(200)
    console.pass(20 * minute)
    expect((await refresh()).statusCode).toBe(303)
  })

  test('ends after twelve hours of constant work', async () => {
    const cookie = await console.signIn('staff')
    for (let passed = 0; passed < 12 * hour - 20 * minute; passed += 20 * minute) {
      console.pass(20 * minute)
      expect((await console.get('/', cookie)).statusCode).toBe(200)
    }
    console.pass(20 * minute)
    expect((await console.get('/', cookie)).statusCode).toBe(303)
  })

  test('ends when the person is given another role', async () => {
    const cookie = await console.signIn('staff')
    const { people } = backEnd.directory
    const personId = personIdOf('staff')
    const stored = await people.get(personId)
    if (stored === undefined) throw new Error('the person is gone')
    await people.save({
      id: personId,
      expectedVersion: stored.version,
      next: { ...stored.document, role: 'facility-manager' },
      events: [],
    })
    expect((await console.get('/', cookie)).statusCode).toBe(303)
  })

  test('ends by the button, and only for the form of this session', async () => {
    const cookie = await console.signIn('staff')
    expect((await console.post('/sign-out', cookie, { token: 'guessed' })).statusCode).toBe(403)
    expect((await console.get('/', cookie)).statusCode).toBe(200)
    const answer = await console.post('/sign-out', cookie, { token: await console.tokenOf(cookie) })
    expect(answer.statusCode).toBe(303)
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await console.get('/', cookie)).statusCode).toBe(303)
  })

  test('forwards the person, believed for a minute, and never a cookie', async () => {
    const cookie = await console.signIn('staff')
    await console.http.inject({ url: '/', headers: { cookie, origin: publicUrl } })
    const { headers } = console.api.last('GET')
    expect(headers.authorization).toMatch(/^Recallwire-Actor rwt1\./)
    expect(headers.cookie).toBeUndefined()
  })
})
