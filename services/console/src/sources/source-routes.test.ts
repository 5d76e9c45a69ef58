import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, publicUrl, start } from '../testing/open-console.ts'
import { recallId } from '../testing/sample-recall.ts'
import { attachedView, sourceId, sourceSummary, sourceView } from '../testing/sample-sources.ts'
import { published, serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  site.api.on('GET /v1/sources', { body: [sourceSummary] })
  site.api.on(`GET /v1/sources/${sourceId}`, { body: sourceView })
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

describe('the records of FDA', () => {
  test('are listed with a form to import more, for the firm alone', async () => {
    const { body } = await site.get('/sources', await site.signIn('editor'))
    expect(body).toContain('Event 99101: Z-9001-2031')
    expect(body).toContain('enctype="multipart/form-data"')
    expect((await site.get('/sources', await site.signIn('manager'))).statusCode).toBe(403)
  })

  test('show whose word each field is, mark what differs, and escape what strangers wrote', async () => {
    const { body } = await site.get(`/sources/${sourceId}`, await site.signIn('editor'))
    expect(body).toContain('FDA enforcement')
    expect(body).toMatch(/Differs[\s\S]*Your notice: Not yet classified/)
    expect(body).toContain('A worn &lt;latch&gt; can open.')
    expect(body).toContain('/termination_date')
    expect(body).toMatch(/Missing[\s\S]*FDA publishes no hazard/)
    expect(body).toContain(`value="${recallId}"`)
  })

  test('stand on the page of the recall they belong to, with what they propose', async () => {
    site.api.on(`GET /v1/sources/${sourceId}`, { body: attachedView })
    const { body } = await site.get(`/recalls/${recallId}`, await site.signIn('editor'))
    expect(body).toContain('What FDA says')
    expect(body).toContain('A revision is proposed')
    expect((await site.get(`/recalls/${recallId}`, await site.signIn('manager'))).body).not.toContain(
      'What FDA says',
    )
  })
})

describe('a form', () => {
  test('attaches records to a recall', async () => {
    site.api.on(`POST /v1/sources/${sourceId}/attach`, {
      body: { sourceId, recallId, aliases: ['Z-9001-2031'], proposes: 'revision' },
    })
    const answer = await site.submit(`/sources/${sourceId}/attach`, await site.signIn('editor'), { recallId })
    expect(answer.statusCode).toBe(303)
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ recallId })
  })

  test('drafts a proposed revision as it is', async () => {
    site.api.on(`POST /v1/sources/${sourceId}/draft`, { status: 201, body: published })
    const answer = await site.submit(`/sources/${sourceId}/draft`, await site.signIn('editor'), {})
    expect(answer.statusCode).toBe(303)
    expect(JSON.parse(site.api.last('POST').body)).toEqual({})
  })

  test('keeps what was typed for a new notice, and says beside the field what is wrong', async () => {
    const errors = [{ pointer: '/content/contact/phone', detail: 'is not a phone number' }]
    site.api.on(`POST /v1/sources/${sourceId}/draft`, {
      status: 400,
      body: { type: 'urn:x', title: 'The body is not acceptable', status: 400, errors },
    })
    const answer = await site.submit(`/sources/${sourceId}/draft`, await site.signIn('editor'), {
      reference: 'FA-2031-009',
      action: 'correction',
      hazard: 'Therapy may be interrupted.',
      instructions: 'Stop using it.\r\n\r\nReply.',
      'contact-phone': 'call us',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('FA-2031-009')
    expect(answer.body).toContain('Contact phone: is not a phone number')
    expect(JSON.parse(site.api.last('POST').body)).toMatchObject({
      reference: 'FA-2031-009',
      content: { instructions: ['Stop using it.', 'Reply.'], contact: { phone: 'call us' } },
    })
  })

  test('with a file hands it on unread, and shows what came of each event', async () => {
    const event = {
      sourceId,
      eventId: '99101',
      recallNumbers: ['Z-9001-2031'],
      outcome: 'enriched',
      recallId,
      problems: [],
    }
    const refused = [{ pointer: '/results/3', detail: 'is no record' }]
    site.api.on('POST /v1/sources/openfda', { body: { events: [event], refused, unknownKeys: 2 } })
    const cookie = await site.signIn('editor')
    const send = async (token: string, file: string) => {
      const part = (name: string, value: string, more = '') =>
        `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
      const payload = [
        part('token', token),
        part('key', 'key-1'),
        part('file', file, '; filename="a.json"\r\ncontent-type: application/json'),
      ]
      return site.http.inject({
        method: 'POST',
        url: '/sources/import',
        headers: { cookie, origin: publicUrl, 'content-type': 'multipart/form-data; boundary=b' },
        payload: `${payload.join('')}--b--\r\n`,
      })
    }
    const answer = await send(await site.tokenOf(cookie), '{"results":[]}')
    expect(answer.payload).toMatch(/Laid beside your recall[\s\S]*\/results\/3[\s\S]*2 unknown members/)
    expect(site.api.last('POST').body).toBe('{"results":[]}')
    expect((await send('wrong', '{}')).statusCode).toBe(403)
  })
})
