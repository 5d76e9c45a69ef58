import { hibccCheckCharacter } from '@recallwire/udi/check-character.ts'
import { formatElementString } from '@recallwire/udi/format-udi.ts'
import { parseUdi } from '@recallwire/udi/parse-udi.ts'
import { describe, expect, test } from 'vitest'
import { checkDevice } from './check-device.ts'

const facilityId = 'a'.repeat(26)
const di = '09506000134352'
const context = {
  organisationId: 'o'.repeat(26),
  importId: 'p'.repeat(26),
  facilityIds: new Set([facilityId]),
  now: '2025-06-20T14:00:00.000Z',
}
const row = (change: object) => ({ facilityId, observedAt: '2025-06-20T12:00:00.000Z', ...change })

/** What was remarked on an accepted row, as `field: reason` lines. */
function warningsOf(change: object) {
  const checked = checkDevice(row(change), context)
  return checked.kind === 'observation'
    ? checked.warnings.map(({ field, reason }) => `${field}: ${reason}`)
    : checked
}

/** The observation, or the problems as `field: reason` lines. */
function check(change: object) {
  const checked = checkDevice(row(change), context)
  return checked.kind === 'observation'
    ? checked.observation
    : checked.problems.map(({ field, reason }) => `${field}: ${reason}`)
}

describe('a row of an inventory', () => {
  test('takes product, serial, lot and dates from the carrier, and keeps the carrier', () => {
    const udi = '(01)09506000134352(17)270331(10)L-9(21)1001'
    expect(check({ udi })).toEqual({
      ...row({ udi, di, lot: 'L-9', serial: '1001', expiresOn: '2027-03-31' }),
      presence: 'present',
      sourceVersion: 0,
      organisationId: context.organisationId,
      importId: context.importId,
    })
  })

  test.each([
    ['96385074', '00000096385074'],
    ['614141999996', '00614141999996'],
    ['9506000134352', di],
    [di, di],
  ])('pads the device identifier %s to %s', (given, padded) => {
    expect(check({ di: given, serial: '1' })).toMatchObject({ di: padded })
  })

  test('leaves a serial unknown that a lost separator made doubtful', () => {
    const udi = formatElementString({ di, serial: '12292717310301' })
    expect(check({ udi, assetTag: 'A-7' })).toMatchObject({ di, udi, assetTag: 'A-7' })
    expect(check({ udi, assetTag: 'A-7' })).not.toHaveProperty('serial')
    expect(warningsOf({ udi, assetTag: 'A-7' })).toEqual([
      expect.stringContaining('udi: "12292717310301" contains what looks like AI 17'),
    ])
  })

  test('takes the serial beside a carrier whose separators were lost', () => {
    const udi = formatElementString({ di, serial: '12292717310301' })
    expect(check({ udi, serial: '122927' })).toMatchObject({ serial: '122927' })
  })

  test('passes over a HIBCC carrier it cannot read when product and mark stand beside it, and says so', () => {
    const udi = '+A999NW1001/$$3270331L9'
    const beside = { udi, manufacturer: 'Northwind', ref: 'NW-100', serial: '1001' }
    expect(check(beside)).toMatchObject({ udi })
    expect(check(beside)).not.toHaveProperty('lot')
    expect(warningsOf(beside)).toEqual([expect.stringContaining('only the fields beside it were taken')])
    expect(check({ udi, serial: '1001' })).toEqual([
      expect.stringContaining('udi: This is a carrier of HIBCC'),
    ])
  })

  test.each([
    ['of HIBCC', { udi: '+A999ABC123DE0/$+1234567Y' }, { di: 'A999ABC123DE0', serial: '1234567' }],
    ['of HIBCC with a blank as check character', { udi: '+A999ABC0/$B9 ' }, { di: 'A999ABC0', lot: 'B9' }],
    [
      'of ICCBBA',
      { udi: '=/A9999XYZ100T0944=,000025=>014032' },
      { di: 'A9999XYZ100T0944', serial: '000025', expiresOn: '2014-02-01' },
    ],
    [
      'as a GS1 Digital Link',
      { udi: `https://id.example.org/01/${di}/10/L-9/21/1001?17=270331` },
      { di, lot: 'L-9', serial: '1001', expiresOn: '2027-03-31' },
    ],
    ['as a scanner sends it', { udi: `]d201${di}10L-9\u001d211001\r\n` }, { di, lot: 'L-9', serial: '1001' }],
  ])('takes product and mark from a carrier %s alone', (_what, change, marks) => {
    expect(check(change)).toMatchObject(marks)
    expect(warningsOf(change)).toEqual([])
  })

  test('drops line ends behind a scan and nothing else', () => {
    expect(check({ udi: '+A999ABC0/$B9 \r\n' })).toMatchObject({ udi: '+A999ABC0/$B9 ' })
  })

  test('leaves a lot unknown whose carrier may have lost its last blank', () => {
    const udi = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
      .map((last) => `+A999ABC0/$L${last}`)
      .flatMap((text) => [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.$/+%'].map((end) => text + end))
      .find(
        (text) => parseUdi(text, { today: '2025-06-20' }).problems[0]?.code === 'check-character-doubtful',
      )
    expect(check({ udi, assetTag: 'A-7' })).toMatchObject({ di: 'A999ABC0', assetTag: 'A-7' })
    expect(check({ udi, assetTag: 'A-7' })).not.toHaveProperty('lot')
    expect(warningsOf({ udi, assetTag: 'A-7' })).toEqual([expect.stringContaining('may be a blank')])
  })

  test('links the second barcode of a HIBCC label to the device identifier beside it', () => {
    const { linked, other } = { linked: hibccCheckCharacter('+A999ABC0') ?? '', other: 'Q' }
    const secondary = (link: string) => `+$L9${link}${hibccCheckCharacter(`+$L9${link}`)}`
    expect(check({ udi: secondary(linked), di: 'A999ABC0' })).toMatchObject({ di: 'A999ABC0', lot: 'L9' })
    expect(check({ udi: secondary(other), di: 'A999ABC0' })).toEqual([
      expect.stringContaining('do not belong together'),
    ])
  })

  test('names the marks of a HIBCC carrier that the fields beside it contradict', () => {
    expect(check({ udi: '+A999ABC123DE0/$+1234567Y', serial: '1', di: 'A999ABC123DE1' })).toEqual([
      expect.stringContaining('di: says "A999ABC123DE1"'),
      expect.stringContaining('serial: says "1"'),
    ])
  })

  test('remarks on a catalogue number in the place of a device identifier', () => {
    expect(warningsOf({ di: 'NW1001', manufacturer: 'Northwind', ref: 'nw1001', serial: '1' })).toEqual([
      expect.stringContaining('di: NW1001 stands in ref as well'),
    ])
  })

  test.each<[string, object, readonly string[]]>([
    ['a wrong check digit', { di: '09506000134353', serial: '1' }, ['di: The check digit']],
    ['a wrong check digit in the carrier', { udi: '(01)09506000134353(21)1' }, ['udi: The check digit']],
    [
      'a serial that contradicts the carrier',
      { udi: `(01)${di}(21)1001`, serial: '1002' },
      ['serial: says "1002"'],
    ],
    ['an impossible date in the carrier', { udi: `(01)${di}(17)271332(21)1` }, ['udi: "271332"']],
    [
      'an impossible date',
      { di, serial: '1', expiresOn: '2027-02-30' },
      ['expiresOn: write a calendar date'],
    ],
    [
      'a manufacture date to come',
      { di, serial: '1', manufacturedOn: '2025-07-01' },
      ['manufacturedOn: 2025-07-01'],
    ],
    [
      'an expiry before the manufacture',
      { di, serial: '1', manufacturedOn: '2025-01-02', expiresOn: '2025-01-01' },
      ['expiresOn: 2025-01-01 is before'],
    ],
    ['no product', { serial: '1' }, ['di: no product']],
    [
      'a catalogue number without its maker',
      { ref: 'NW-100', serial: '1' },
      ['manufacturer: a catalogue number'],
    ],
    ['no mark', { di }, ['serial: no mark']],
    [
      'a serial lost with its separator',
      { udi: formatElementString({ di, serial: '12292717310301' }) },
      ['udi: this carrier leaves its serial in doubt'],
    ],
    [
      'digits a spreadsheet rewrote',
      { di: '8.54121E+11', serial: '1' },
      ['di: 8.54121E+11 was rewritten by a spr'],
    ],
    [
      'a serial a spreadsheet rewrote',
      { di, serial: '1,00E+12' },
      ['serial: 1,00E+12 was rewritten by a spr'],
    ],
    ['an error of a spreadsheet', { di, serial: '#N/A' }, ['serial: #N/A is an error']],
    ['a serial that says it is unknown', { di, serial: 'N/A' }, ['serial: N/A stands for "unknown"']],
    ['a carrier in the serial', { di, serial: `(01)${di}(21)1001` }, ['serial: holds a whole UDI']],
    ['a bare carrier in the serial', { di, serial: `01${di}211001` }, ['serial: holds a whole UDI']],
    ['two lots in one cell', { di, lot: '22A0114, 22A0115' }, ['lot: 22A0114, 22A0115 looks like several']],
    ['two serials in one cell', { di, serial: '765100 / 765101' }, ['serial: 765100 / 765101 looks like']],
    [
      'a range of serials in one cell',
      { di, serial: '765100 to 765120' },
      ['serial: 765100 to 765120 looks'],
    ],
    [
      'a list with a word',
      { di, lot: '22A0114 and 22A0115' },
      ['lot: 22A0114 and 22A0115 looks like several'],
    ],
    [
      'a carrier in the device identifier',
      { di: `(01)${di}`, serial: '1' },
      ['di: write the device identifier'],
    ],
    [
      'data of a patient in the carrier',
      { udi: `(01)${di}(7250)19800101(21)1` },
      ['udi: AI 7250 carries data'],
    ],
    ['several units of one serial', { di, serial: '1', quantity: 2 }, ['quantity: a serial is one unit']],
    [
      'a facility of nobody here',
      { facilityId: 'b'.repeat(26), di, serial: '1' },
      ['facilityId: your organisation'],
    ],
    [
      'an observation to come',
      { di, serial: '1', observedAt: '2025-06-20T14:05:00.001Z' },
      ['observedAt: lies'],
    ],
    ['a field nobody knows', { di, serial: '1', serialNo: '2' }, ['serialNo: This field is not known']],
    ['half of a character', { udi: '+A9\ud800', di, serial: '1' }, ['udi: holds half of a character']],
    ['two faults at once', { di: '123', serial: 'none' }, ['serial: none stands', 'di: "123" has 3 digits']],
  ])('refuses %s', (_what, change, starts) => {
    expect(check(change)).toEqual(
      starts.map((start) => expect.stringMatching(new RegExp(`^${RegExp.escape(start)}`))),
    )
  })

  test.each(['765/100', 'A-12 B', '12 - 1', 'ST 765,1', 'AB123+C', 'Rev. A, 765100'])(
    'takes the serial %s for one',
    (serial) => {
      expect(check({ di, serial })).toMatchObject({ serial })
    },
  )

  test('bears a clock that is five minutes ahead', () => {
    expect(check({ di, serial: '1', observedAt: '2025-06-20T14:05:00.000Z' })).toMatchObject({ serial: '1' })
  })

  test('keeps a formula in free text as the text it is', () => {
    expect(check({ di, serial: '1', location: '=HYPERLINK("x")' })).toMatchObject({
      location: '=HYPERLINK("x")',
    })
  })

  test('refuses what is no object at all', () => {
    expect(checkDevice('1001', context)).toMatchObject({ kind: 'refused', problems: [{ field: '' }] })
  })
})
