import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, publicUrl, start } from '../testing/open-console.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const mapping = {
  name: 'maintenance',
  updatedAt: start,
  mapping: { columns: { 'Serial No.': 'serial', Colour: null }, constants: { manufacturer: 'Northwind' } },
}

describe('a mapping', () => {
  test('is shown with what each column is, and what is left unread', async () => {
    site.api.on('GET /v1/devices/mappings', { body: [mapping] })
    const { body } = await site.get('/devices/mappings?edit=maintenance', await site.signIn('manager'))
    expect(body).toContain('Serial No. is serial')
    expect(body).toContain('Serial No. = serial\nColour =')
  })

  test('is changed line by line and keeps what the form does not show', async () => {
    site.api.on('GET /v1/devices/mappings', { body: [mapping] })
    site.api.on('PUT /v1/devices/mappings/maintenance', { body: mapping })
    const cookie = await site.signIn('manager')
    const fields = { name: 'maintenance', columns: 'Asset=Tag = assetTag\nColour =' }
    await site.submit('/devices/mappings', cookie, fields)
    expect(JSON.parse(site.api.last('PUT').body)).toMatchObject({
      columns: { 'Asset=Tag': 'assetTag', Colour: null },
      constants: { manufacturer: 'Northwind' },
    })
  })

  test.each([
    ['a name with blanks', { name: 'my list', columns: 'SN = serial' }, 'name a mapping by'],
    ['a field that there is not', { name: 'a', columns: 'SN = serialnumber' }, 'SN: '],
    ['a line without a field', { name: 'a', columns: 'SN' }, 'SN: '],
    ['two columns of one field', { name: 'a', columns: 'SN = serial\nS = serial' }, 'two columns are serial'],
  ])('of %s is refused in place and keeps what was typed', async (_case, fields, words) => {
    site.api.on('GET /v1/devices/mappings', { body: [] })
    const cookie = await site.signIn('manager')
    const answer = await site.submit('/devices/mappings', cookie, fields)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(words)
    expect(answer.body).toContain(fields.columns)
  })
})

describe('a list whose columns are not known', () => {
  test('is answered with the form of a mapping, filled in as far as can be told', async () => {
    site.api.on('POST /v1/devices/import', {
      status: 400,
      body: {
        type: 'urn:recallwire:problem:columns-unknown',
        title: 'The header row is not usable',
        status: 400,
        errors: [
          { pointer: '/columns/S~1N', detail: 'may be serial' },
          { pointer: '/columns/Size', detail: 'say which field it is' },
        ],
      },
    })
    site.api.on('GET /v1/devices/mappings', { body: [mapping] })
    const cookie = await site.signIn('manager')
    const parts = { token: await site.tokenOf(cookie), key: 'k', mapping: 'maintenance', pasted: 'S/N\n1' }
    const answer = await site.http.inject({
      method: 'POST',
      url: '/devices/import',
      headers: { cookie, origin: publicUrl, 'content-type': 'multipart/form-data; boundary=b' },
      payload: `${Object.entries(parts)
        .map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')}--b--\r\n`,
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('Serial No. = serial\nColour =\nS/N = serial\nSize = ?')
    expect(answer.body).toContain('value="maintenance"')
  })
})
