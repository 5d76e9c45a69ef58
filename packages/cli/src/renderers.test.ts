import type { ContactHealth } from '@recallwire/domain/directory/contact-health.ts'
import { describe, expect, test } from 'vitest'
import { formatOf } from './commands/import-devices.ts'
import { renderContactHealth } from './render-contact-health.ts'
import { renderImport } from './render-import.ts'
import { renderReach } from './render-reach.ts'
import { renderStuck } from './render-stuck.ts'
import { renderVerification } from './render-verification.ts'
import { importKey } from './send-import.ts'
import { shortList } from './words.ts'

const id = 'a'.repeat(26)

describe('the texts', () => {
  test('of a reach name who must be phoned and which accounts are unknown', () => {
    const facility = {
      facilityId: id,
      name: 'General',
      city: 'Northmere',
      addressed: true,
      affected: 2,
      possible: 0,
    }
    const reach = {
      recallId: id,
      affected: 2,
      possible: 0,
      outside: 7,
      facilities: [{ ...facility, contacts: 1, usable: 0, grade: 'E' as const }],
    }
    expect(renderReach('FA-1', { ...reach, unknownAccounts: ['100-1'] }).split('\n')).toEqual([
      'FA-1 would reach 1 facility with 2 affected and 0 possible units; 7 of the same products are outside its scope.',
      '',
      'FACILITY  CITY       AFFECTED  POSSIBLE  ADDRESSED  USABLE CONTACTS  GRADE',
      'General   Northmere  2         0         yes        none: phone      E',
      '',
      '1 facility has no usable contact: a person must phone.',
      '',
      'Accounts that your consignee list does not have: 100-1.',
    ])
  })

  test('of a grade name every reason, and count the sites where somebody must phone', () => {
    const facility = {
      facilityId: id,
      organisationId: id,
      code: 'NGH',
      name: 'General',
      address: { street: '1 Main Street', city: 'Northmere', postalCode: '1', country: 'US' },
      timeZone: 'America/Chicago',
      provisional: false,
      createdAt: '2025-06-20T14:00:00.000Z',
    }
    const health: ContactHealth = {
      facilityId: id,
      grade: 'E',
      contacts: 1,
      usable: 0,
      verified: 0,
      reasons: [
        { reason: 'no-usable-contact', count: 1 },
        { reason: 'bounced-lately', count: 1 },
      ],
    }
    expect(renderContactHealth([health], [facility]).split('\n')).toEqual([
      'GRADE  FACILITY  CODE  USABLE  VERIFIED  WHY',
      'E      General   NGH   0 of 1  0         No letter can reach anyone here: name a contact, or somebody has to phone.',
      '                                         Letters to 1 contact came back for good in the last 90 days.',
      '',
      '1 facility has no usable contact: a person must phone.',
    ])
  })

  test('of an import show the first twenty refused rows and say how many more there are', () => {
    const refusals = Array.from({ length: 22 }, (_, row) => ({
      row: row + 2,
      field: 'di',
      reason: 'is too short',
    }))
    const view = {
      importId: id,
      status: 'committed' as const,
      accepted: 1,
      refused: 22,
      refusals,
      warnings: [],
      startedAt: '',
    }
    const lines = renderImport(view, false).split('\n')
    expect(lines.slice(0, 5)).toEqual([
      `Imported as ${id}.`,
      '1 row accepted, 22 refused.',
      '',
      'LINE  FIELD  REASON',
      '2     di     is too short',
    ])
    expect(lines.at(-1)).toBe('and 2 more: --json lists them')
    expect(renderImport({ ...view, refused: 0, refusals: [] }, true)).toMatch(
      /^This file was imported before;/,
    )
    const remarked = [{ row: 2, field: 'UDI', reason: 'a separator may be lost' }]
    expect(
      renderImport({ ...view, refusals: [], warnings: remarked }, false)
        .split('\n')
        .slice(2),
    ).toEqual([
      '',
      '1 remark on accepted rows:',
      'LINE  FIELD  REASON',
      '2     UDI    a separator may be lost',
    ])
  })

  test('of stuck letters begin with the longest waiting', () => {
    const letter = {
      letterId: id,
      caseId: id,
      recallId: id,
      facilityId: id,
      kind: 'initial' as const,
      attempts: 3,
    }
    const text = renderStuck([
      { ...letter, facilityName: 'Newer', queuedAt: '2025-06-21T10:00:00.000Z', because: 'no contact' },
      { ...letter, facilityName: 'Older', queuedAt: '2025-06-20T10:00:00.000Z', because: 'refused' },
    ])
    expect(text.split('\n').map((line) => line.split(' ')[0])).toEqual(['FACILITY', 'Older', 'Newer'])
  })

  test('of a check show the key that was believed, unless one was given', () => {
    const report = { status: 'ok' as const, message: 'all holds.', keys: [{ vkey: 'k+1+AA', sha256: 'ff' }] }
    expect(renderVerification(report, true)).toBe('OK: all holds.')
    expect(renderVerification(report, false)).toMatch(/\n {2}k\+1\+AA\n {2}SHA-256 ff$/)
  })

  test.each([
    [[], ''],
    [[3], '3'],
    [[3, 7, 8, 9, 11, 12], '3, 7-9, 11-12'],
  ])('draw runs of entries together: %j', (numbers, words) => {
    expect(shortList(numbers)).toBe(words)
  })
})

describe('a file of devices', () => {
  test.each([
    ['pumps.CSV', '{', 'csv'],
    ['pumps.jsonl', 'di', 'ndjson'],
    ['-', '\ufeff \n{"di":1}', 'ndjson'],
    ['-', '"di","serial"', 'csv'],
    ['export', '', 'csv'],
    ['export.json', '{"resourceType":"Bundle"', 'fhir-bundle'],
    ['device.json', '{ "resourceType" : "Device"', 'fhir-bundle'],
    ['Device.ndjson', '{"resourceType":"Device"', 'fhir-lines'],
  ])('named %s that begins with %j is %s', (name, head, format) => {
    expect(formatOf(name, new TextEncoder().encode(head))).toBe(format)
  })

  test('has one key for the same content and options, in whatever order they were given', () => {
    const key = importKey('ab', { format: 'csv', query: { facilityId: id, acceptPartial: undefined } }, 1)
    expect(key).toBe(importKey('ab', { format: 'csv', query: { facilityId: id } }, 1))
    expect(key).toBe('import-05616c548c4d8605d70ae38c19ec135161336256688a57ed785a42fa7c0b1737')
    const others = [
      importKey('ac', { format: 'csv', query: { facilityId: id } }, 1),
      importKey('ab', { format: 'ndjson', query: { facilityId: id } }, 1),
      importKey('ab', { format: 'csv', query: {} }, 1),
      importKey('ab', { format: 'csv', query: { facilityId: id } }, 2),
    ]
    expect(new Set([key, ...others]).size).toBe(5)
  })
})
