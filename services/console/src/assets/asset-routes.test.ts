import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { openAssetFiles } from './asset-files.ts'

let backEnd: BackEnd
let site: OpenConsole

beforeAll(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
})
afterAll(async () => {
  await site.close()
  await backEnd.close()
})

describe('static files', () => {
  test.each([
    ['recallwire.css', 'text/css; charset=utf-8'],
    ['htmx.min.js', 'text/javascript; charset=utf-8'],
    ['uswds/css/uswds.min.css', 'text/css; charset=utf-8'],
    ['uswds/img/favicons/favicon.png', 'image/png'],
    ['uswds/fonts/source-sans-pro/sourcesanspro-regular-webfont.woff2', 'font/woff2'],
  ])('serve %s as %s', async (path, type) => {
    const answer = await site.get(`/assets/${path}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe(type)
    expect(answer.rawPayload.length).toBeGreaterThan(100)
  })

  test('may be kept for a year under the version that pages name, and for an hour elsewhere', async () => {
    const { body } = await site.get('/sign-in')
    const [, named = ''] = /href="(\/assets\/v-[^"]*recallwire\.css)"/.exec(body) ?? []
    expect((await site.get(named)).headers['cache-control']).toContain('immutable')
    expect((await site.get('/assets/v-000000000000/recallwire.css')).headers['cache-control']).toContain(
      'max-age=3600',
    )
  })

  test.each([
    '/assets/uswds/../../package.json',
    '/assets/uswds/%2e%2e/%2e%2e/package.json',
    '/assets/uswds/..%2f..%2fpackage.json',
    '/assets/uswds/css/..%5c..%5cREADME.css',
    '/assets/uswds//etc/passwd.css',
    '/assets/uswds/.hidden.css',
    '/assets/uswds/css',
    '/assets/uswds/scss/stylesheets/uswds.scss',
    '/assets/uswds/css/absent.css',
    '/assets/constructor',
    '/assets/%2fetc%2fpasswd',
    '/assets/uswds/css/a%00.css',
  ])('refuse %s', async (path) => {
    expect((await site.get(path)).statusCode).toBe(404)
  })

  test('change their version with their content only', () => {
    expect(openAssetFiles().version).toBe(openAssetFiles().version)
    expect(openAssetFiles().version).toMatch(/^[0-9a-f]{12}$/)
  })
})
