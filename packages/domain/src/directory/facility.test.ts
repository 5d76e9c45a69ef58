import { describe, expect, test } from 'vitest'
import type { ContactStanding } from './contact-standing.ts'
import { type Contact, contactInputSchema, contactsInOrder, facilityInputSchema } from './facility.ts'
import { organisationInputSchema } from './organisation.ts'

const id = 'a'.repeat(26)
const contact = {
  facilityId: id,
  role: 'recall-coordinator',
  name: 'Rowan Ellis',
  email: 'recalls@hospital.example.org',
}
const facility = {
  code: 'MAIN',
  name: 'Lakeside Clinic',
  address: { street: '1 Shore Road', city: 'Duluth', postalCode: '55802', country: 'US' },
  timeZone: 'America/Chicago',
}
const messages = (
  schema: { safeParse(value: unknown): { error?: { issues: { message: string }[] } | undefined } },
  value: unknown,
) => schema.safeParse(value).error?.issues.map((issue) => issue.message) ?? []

describe('a contact', () => {
  test.each([
    ['email', '[email protected]', 'is a placeholder left by a web page: write the address itself'],
    ['email', '[email\u00a0protected]', 'is a placeholder left by a web page: write the address itself'],
    ['email', 'noreply@example.org', 'is a placeholder: write an address that somebody reads'],
    ['email', 'No-Reply@example.org', 'is a placeholder: write an address that somebody reads'],
    ['email', 'do_not_reply@example.org', 'is a placeholder: write an address that somebody reads'],
    ['email', 'n/a', 'is not an e-mail address: write one such as recalls@hospital.example'],
    ['email', 'recalls@', 'is not an e-mail address: write one such as recalls@hospital.example'],
    ['email', `${'a'.repeat(250)}@example.org`, 'must be at most 254 characters'],
    ['name', 'N/A', 'is a placeholder: name a person or a department'],
    ['name', 'tbd', 'is a placeholder: name a person or a department'],
    ['name', '---', 'is a placeholder: name a person or a department'],
    ['name', ' ', 'must not be empty'],
    ['name', 'Rowan\r\nBcc: all@example.org', 'must be one line without control characters'],
    ['name', 'Rowan \ud83d', 'holds half of a character: type the text again'],
    ['name', 'x'.repeat(121), 'must be at most 120 characters'],
    ['phone', 'n/a', 'is not a phone number: write one such as 800-555-0142'],
    ['phone', '000-000-0000', 'is a placeholder: write a number that somebody answers, or leave it out'],
    ['facilityId', 'MAIN', 'is not an id of this system'],
  ])('is refused for the %s %j, and told what to do', (member, value, message) => {
    expect(messages(contactInputSchema, { ...contact, [member]: value })).toContain(message)
  })

  test.each(['800-555-0142', '(218) 555-0142', '+1 218 555 0142 ext. 12', '+44 20 7946 0958'])(
    'may give the phone number %s',
    (phone) => {
      expect(contactInputSchema.parse({ ...contact, phone }).phone).toBe(phone)
    },
  )

  test('is kept with its address in lower case', () => {
    const read = contactInputSchema.parse({ ...contact, email: ' Recalls@Hospital.Example.org ' })
    expect(read).toEqual({ ...contact, order: 1 })
  })
})

describe('contacts of a facility', () => {
  const of = (contactId: string, more: Partial<Contact>): Contact => ({
    ...contactInputSchema.parse(contact),
    contactId,
    organisationId: id,
    suppliedBy: 'firm',
    createdAt: '2025-01-01T00:00:00.000Z',
    ...more,
  })

  test('are asked in order: its own first, then by role, then by number', () => {
    const all = [
      of('firm-coordinator', {}),
      of('own-executive', { suppliedBy: 'facility', role: 'executive' }),
      of('own-second', { suppliedBy: 'facility', order: 2 }),
      of('own-first', { suppliedBy: 'facility', order: 1 }),
      of('firm-engineer', { role: 'biomedical-engineering' }),
    ]
    const order = ['own-first', 'own-second', 'own-executive', 'firm-coordinator', 'firm-engineer']
    expect(contactsInOrder(all, []).map((one) => one.contactId)).toEqual(order)
    expect(contactsInOrder([...all].reverse(), []).map((one) => one.contactId)).toEqual(order)
  })

  test('are asked as they are known: verified ones first, those that came back or declined last', () => {
    const letters = { letterId: id, at: '2025-01-01T00:00:00.000Z' }
    const answer = (confirmed: boolean) => ({ ...letters, confirmed, personalRef: id, commitment: 'c' })
    const standing = (contactId: string, more: Partial<ContactStanding>): ContactStanding => ({
      contactId,
      facilityId: id,
      organisationId: id,
      asked: [],
      ...more,
    })
    const all = [
      of('came-back', { suppliedBy: 'facility' }),
      of('declined', { suppliedBy: 'facility', role: 'executive' }),
      of('unknown', { suppliedBy: 'facility', role: 'executive' }),
      of('verified', {}),
    ]
    const standings = [
      standing('came-back', { bounced: { ...letters, because: 'NoEmail' } }),
      standing('declined', { answer: answer(false) }),
      standing('verified', { answer: answer(true) }),
    ]
    expect(contactsInOrder(all, standings).map((one) => one.contactId)).toEqual([
      'verified',
      'unknown',
      'declined',
      'came-back',
    ])
  })
})

describe('a facility', () => {
  test.each([
    'America/Chicago',
    'Asia/Kolkata',
    'Europe/Kyiv',
    'America/Indiana/Indianapolis',
    'UTC',
    'Etc/UTC',
  ])('may be in the time zone %s', (timeZone) => {
    expect(facilityInputSchema.safeParse({ ...facility, timeZone }).success).toBe(true)
  })

  test.each(['Central', 'CDT5', '+05:00', 'america/chicago', 'America/Atlantis', ''])(
    'is refused in the time zone %j',
    (timeZone) => {
      expect(messages(facilityInputSchema, { ...facility, timeZone })).toEqual([
        'is not an IANA time zone: write one such as America/Chicago',
      ])
    },
  )

  test('is refused in a country that is not a code', () => {
    const address = { ...facility.address, country: 'USA' }
    expect(messages(facilityInputSchema, { ...facility, address })).toEqual([
      'write the two-letter country code, such as US',
    ])
  })
})

test('an organisation is refused with a labeller prefix that is none', () => {
  const firm = { kind: 'manufacturer', name: 'Northwind Devices' }
  expect(organisationInputSchema.parse(firm).labellerPrefixes).toEqual([])
  expect(messages(organisationInputSchema, { ...firm, labellerPrefixes: ['12'] })).toEqual([
    'a GS1 company prefix has 6 to 12 digits',
  ])
})
