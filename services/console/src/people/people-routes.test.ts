import { directoryIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, personIdOf, publicUrl, start } from '../testing/open-console.ts'
import { eastId, hospitalId } from '../testing/sample-cases.ts'
import { east, serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

const credential = {
  credentialId: directoryIdOf('person', 'test', 'key'),
  kind: 'sign-in-link',
  organisationId: hospitalId,
  personId: personIdOf('staff'),
  role: 'facility-staff',
  label: 'For <Stella>',
  createdAt: start,
}

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  const person = {
    personId: personIdOf('staff'),
    organisationId: hospitalId,
    name: 'Stella Moor',
    role: 'facility-staff',
    createdAt: start,
  }
  site.api.on('GET /v1/people', { body: [person] })
  site.api.on('GET /v1/keys', { body: [credential] })
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

describe('keys', () => {
  test('show a new secret once, as a link that opens the console', async () => {
    site.api.on('POST /v1/keys', { status: 201, body: { credential, secret: 'rw_secret' } })
    const cookie = await site.signIn('manager')
    const fields = { personId: personIdOf('staff'), kind: 'sign-in-link' }
    const page = await site.submit('/people/keys', cookie, fields)
    expect(page.body).toContain(`${publicUrl}/sign-in?link=rw_secret`)
    expect(page.headers['cache-control']).toBe('no-store')
    const list = await site.get('/people', cookie)
    expect(list.body).not.toContain('rw_secret')
    expect(list.body).toContain('For &lt;Stella&gt;')
  })

  test('are revoked by a form, never by a link', async () => {
    const path = `/people/keys/${credential.credentialId}/revoke`
    site.api.on(`DELETE /v1/keys/${credential.credentialId}`, { body: credential })
    const cookie = await site.signIn('manager')
    expect((await site.get(path, cookie)).statusCode).toBe(405)
    expect((await site.submit(path, cookie, {})).headers.location).toBe('/people?notice=key-revoked')
    expect(site.api.last('DELETE').path).toBe(`/v1/keys/${credential.credentialId}`)
  })

  test('are not for staff', async () => {
    expect((await site.get('/people', await site.signIn('staff'))).statusCode).toBe(403)
  })
})

describe('contacts', () => {
  test('show a finding beside its field and keep what was typed', async () => {
    site.api.on(`GET /v1/facilities/${eastId}/contacts`, { body: [] })
    site.api.on('POST /v1/contacts', {
      status: 400,
      body: { title: 'No', status: 400, errors: [{ pointer: '/email', detail: 'is a placeholder' }] },
    })
    const fields = {
      'contact-name': 'Nora Hill',
      'contact-role': 'risk-management',
      'contact-email': 'none@x.example',
    }
    const page = await site.submit(`/facilities/${eastId}/contacts`, await site.signIn('manager'), fields)
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('id="contact-email-error"')
    expect(page.body).toContain('value="Nora Hill"')
    expect(page.body).toContain('somebody would have to phone')
  })

  test('of a facility one may not know answer 404', async () => {
    site.api.on('GET /v1/facilities', { body: [] })
    expect((await site.get(`/facilities/${eastId}`, await site.signIn('manager'))).statusCode).toBe(404)
  })
})

test('a facility is added as it was typed', async () => {
  site.api.on('POST /v1/facilities', { status: 201, body: east })
  const fields = {
    code: 'EAST',
    name: 'Eastfield Hospital',
    street: '1 Main Street',
    city: 'Eastfield',
    'postal-code': '60601',
    country: 'us',
    'time-zone': 'America/Chicago',
    language: 'es',
  }
  const answer = await site.submit('/facilities', await site.signIn('manager'), fields)
  expect(answer.headers.location).toBe(`/facilities/${eastId}?notice=facility-added`)
  expect(JSON.parse(site.api.last('POST').body)).toMatchObject({
    address: { country: 'US' },
    timeZone: 'America/Chicago',
    language: 'es',
  })
})

test('a contact without a language of his own is shown with that of the site', async () => {
  site.api.on('GET /v1/facilities', { body: [{ ...east, language: 'es' }] })
  const contact = {
    contactId: eastId,
    facilityId: eastId,
    organisationId: hospitalId,
    role: 'executive',
    order: 1,
    name: 'Nora Hill',
    email: 'nora@eastfield.example.org',
    suppliedBy: 'facility',
    createdAt: '2025-06-01T00:00:00.000Z',
    standing: 'unverified',
  }
  site.api.on(`GET /v1/facilities/${eastId}/contacts`, { body: [contact] })
  site.api.on('POST /v1/contacts', { status: 201, body: contact })
  const cookie = await site.signIn('manager')
  expect((await site.get(`/facilities/${eastId}`, cookie)).body).toContain(
    '<div class="text-wrap">Spanish</div>',
  )
  const fields = {
    'contact-name': contact.name,
    'contact-role': contact.role,
    'contact-email': contact.email,
    'contact-language': 'en',
  }
  await site.submit(`/facilities/${eastId}/contacts`, cookie, fields)
  expect(JSON.parse(site.api.last('POST').body)).toMatchObject({ language: 'en' })
})

test('an operator lets an organisation in and gets the link of its first person', async () => {
  const person = {
    personId: personIdOf('staff'),
    organisationId: hospitalId,
    name: 'Max',
    role: 'facility-manager',
    createdAt: start,
  }
  const organisation = {
    organisationId: hospitalId,
    kind: 'provider',
    name: 'New',
    labellerPrefixes: [],
    createdAt: start,
  }
  site.api.on('POST /v1/organisations', {
    status: 201,
    body: { organisation, person, credential, secret: 'rw_first' },
  })
  const page = await site.submit('/organisations', await site.signIn('operator'), {
    kind: 'provider',
    name: 'New',
    person: 'Max',
  })
  expect(page.body).toContain('link=rw_first')
  expect(JSON.parse(site.api.last('POST').body).firstPerson).toEqual({
    name: 'Max',
    role: 'facility-manager',
  })
})
