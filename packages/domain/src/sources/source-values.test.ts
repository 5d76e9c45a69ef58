import { describe, expect, test } from 'vitest'
import { parseRecallNumber, recallNumbersIn } from './recall-numbers.ts'
import { mayBeSameFirm } from './same-firm.ts'
import { parseSourceDate } from './source-date.ts'
import { parseSourceClass, parseSourceStatus } from './source-words.ts'
import { splitFirm } from './split-firm.ts'

describe('a date of a record', () => {
  test.each([
    ['20190517', '2019-05-17'],
    ['2019-05-17', '2019-05-17'],
    ['2020-02-29', '2020-02-29'],
    ['06/13/2012', '2012-06-13'],
    ['6/3/2012', '2012-06-03'],
    ['2019-05-17T00:00:00', '2019-05-17'],
  ])('%s is %s', (text, date) => {
    expect(parseSourceDate(text)).toEqual({ kind: 'date', date })
  })

  test.each([
    '20190231',
    '2019-13-01',
    '2031581',
    '20200000',
    '00000101',
    '13/45/2012',
    'May 4, 2012',
    '2019',
  ])('%s is a problem that quotes it', (text) => {
    expect(parseSourceDate(text)).toEqual({ kind: 'problem', detail: expect.stringContaining(text) })
  })
})

describe('a class', () => {
  test.each([
    ['Class I', 'I'],
    ['class ii', 'II'],
    ['Class  III', 'III'],
    ['2', 'II'],
    ['Not Yet Classified', 'unclassified'],
    ['Unclassified', 'unclassified'],
    ['Class IV', undefined],
    ['Safety Alert', undefined],
  ])('%s is %s', (text, value) => {
    expect(parseSourceClass(text)).toBe(value)
  })
})

describe('a status', () => {
  test.each([
    ['Ongoing', 'ongoing'],
    ['On-Going', 'ongoing'],
    ['Open, Classified', 'ongoing'],
    ['Open3, Classified', 'ongoing'],
    ['Completed', 'completed'],
    ['Terminated 3', 'terminated'],
    ['Pending', 'pending'],
    ['Terminated?maybe', undefined],
    ['Closed', undefined],
  ])('%s is %s', (text, value) => {
    expect(parseSourceStatus(text)).toBe(value)
  })
})

describe('a recall number', () => {
  test('is read in any spelling, and from the text where the record has none', () => {
    expect(parseRecallNumber(' z - 0053-2020 ')).toBe('Z-0053-2020')
    expect(parseRecallNumber('Z-053-06')).toBe('Z-053-06')
    expect(parseRecallNumber('Z-0053-2020 and Z-0054-2020')).toBeUndefined()
    expect(
      recallNumbersIn('1) A. Recall # Z-9001-2012 2) B. Recall # Z-9002-2012; Recall # Z-9001-2012'),
    ).toEqual(['Z-9001-2012', 'Z-9002-2012'])
  })
})

describe('the firm of a record', () => {
  test.each<[string, string | undefined, object]>([
    ['Northwind Devices Inc.', '400 Elm St', { name: 'Northwind Devices Inc.' }],
    ['Lakeside Biotech Co.,Ltd.', undefined, { name: 'Lakeside Biotech Co.,Ltd.' }],
    [
      'Northwind Devices Inc.\n400 Elm St\nRivertown IL 60000',
      '400 Elm St',
      { name: 'Northwind Devices Inc.', address: '400 Elm St, Rivertown IL 60000' },
    ],
    [
      'Northwind Devices Inc 400 Elm St Rivertown IL 60000',
      '400 ELM ST',
      { name: 'Northwind Devices Inc', address: '400 Elm St Rivertown IL 60000' },
    ],
    [
      '4M Devices LLC 12 Elm St Rivertown IL 60000-1195',
      undefined,
      { name: '4M Devices LLC', address: '12 Elm St Rivertown IL 60000-1195' },
    ],
    [
      'Harbor Spine, Inc., Jupiter, FL, by letter dated May 4, 2012. Firm initiated recall is ongoing.',
      undefined,
      { name: 'Harbor Spine, Inc.', address: 'Jupiter, FL', told: 'by letter dated May 4, 2012' },
    ],
    [
      'Recalling Firm: Harbor Inc., New York, NY, by letter on May 24, 2012.Manufacturers: Harbor Werke AG, Tuttlingen, Germany;Other Inc., New York, NY. Firm initiated recallis ongoing.',
      undefined,
      {
        name: 'Harbor Inc.',
        address: 'New York, NY',
        manufacturer: 'Harbor Werke AG',
        told: 'by letter on May 24, 2012',
      },
    ],
  ])('%j is parted', (text, street, firm) => {
    expect(splitFirm(text, street)).toEqual(firm)
  })
})

describe('two names', () => {
  test.each([
    ['Northwind Devices Inc.', 'NORTHWIND DEVICES, Inc', true],
    ['Northwind Devices', 'Northwind Devices LLC, Pump Division', true],
    ['Northwind Devices', 'Harbor Spine, Inc.', false],
    ['Inc.', 'Harbor Spine, Inc.', false],
  ])('%s and %s may be one firm: %s', (one, other, same) => {
    expect(mayBeSameFirm(one, other)).toBe(same)
  })
})
