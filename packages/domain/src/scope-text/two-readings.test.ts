import { describe, expect, test } from 'vitest'
import type { UnitFacts } from '../device/holding.ts'
import { judgeDraft } from './judge-draft.ts'
import { parseScopeText } from './parse-scope-text.ts'

const judged = (text: string, facts: UnitFacts) => judgeDraft(parseScopeText(text), facts)

const twoProducts = 'Model A-1: lot 1001, UDI-DI 09506000134352\nModel A-2: lot 1002, UDI-DI 09506000134369'

/** A second reading of each text covers the unit: a wrong "outside" would hide it. */
describe('a unit that one reading of the text covers is never outside:', () => {
  test.each<[string, string, UnitFacts]>([
    ['between ends of a joined range of like shapes', 'Lots 23F10-24F07', { lot: '23F15' }],
    ['a lot with its expiry date behind a slash', 'Lot/Exp: 553201/2024-12-31', { lot: '553201' }],
    ['the same under a plain label', 'Lot No. 553201/12/31/2024', { lot: '553201' }],
    ['between two numbers under a range label', 'Serial number range: 1001 1005', { serial: '1003' }],
    ['the same with a comma', 'Serial Number Range: 1001, 1005', { serial: '1003' }],
    ['a number that is cut down to its end', 'Lots 1001, 2, 3', { lot: '1002' }],
    ['the same with a zero', 'Lots 22001, 02, 05', { lot: '22005' }],
    ['the same with three digits', 'Lots 123456, 457, 458', { lot: '123457' }],
    ['the same behind a range', 'Lots 1001 to 1003, 7', { lot: '1007' }],
    ['a number without the beginning before it', 'Serials 22-1001, 1002', { serial: '22-1002' }],
    ['the same with letters inside', 'Lots 13F18C0374, 0380', { lot: '13F18C0380' }],
    ['a number that a blank divides', 'Lots 22 0114, 22 0115', { lot: '220114' }],
    ['a number that lost its last digit to a blank', 'Lots 1234 5, 1234 6', { lot: '12345' }],
    ['a number that a line divides', 'Serial Numbers: AB1001, AB10\n02, AB1003', { serial: 'AB1002' }],
    ['pairs that stand for one number', 'Lots 2015 0108, 2015 0109', { lot: '20150108' }],
    ['the same without commas', 'Lots 2015 0108 2015 0109', { lot: '20150108' }],
    ['a number that grew together with the next', 'Lots 40012, 4001940033, 40051', { lot: '40019' }],
    ['the same where letters show it', 'Lots AP04787AP06922', { lot: 'AP04787' }],
    ['the same in a range', 'Lots: KWN_4102-KWN_4137KWN_7216-KWN_7230', { lot: 'KWN_4110' }],
    ['a number with a word grown onto it', 'Lots A4001and A4002', { lot: 'A4001' }],
    ['the first of two pieces on two lines', 'Lot 057\n37, 02803, 05110', { lot: '05737' }],
    ['two pieces that are as long as their neighbours', 'Lots 46\n00, 7820, 1501', { lot: '4600' }],
    ['between joined ends that begin alike', 'Lots 1001-1005, 1001-1009', { lot: '1003' }],
    ['between joined ends with dashes in them', 'Lots B13G-07559-B13G-07573', { lot: 'B13G-07560' }],
    ['between joined ends with a letter for a digit', 'Lots 00008366-000084l0', { lot: '00008370' }],
    ['one x that may be a wildcard', 'Lots 2201x', { lot: '22015' }],
    ['a star before a number', 'Lots *1001', { lot: 'AB1001' }],
    ['a version that goes on from the one in the text', 'Software version 3.2', { softwareVersion: '3.2.1' }],
    ['the same behind an upper end', 'Software 3.2 and lower', { softwareVersion: '3.2.1' }],
    [
      'a date that the text writes day first',
      'All units manufactured after 05/04/2024. Letter of 31/10/2024',
      { manufacturedOn: '2024-04-20' },
    ],
    [
      'the second date behind a lot under one heading',
      'Lot number Exp date: 12345 2024-05, 2015/08 2025-01',
      { lot: '2015/08' },
    ],
    ['the first number under a heading of quantities', 'Lot Qty\n60411\n60412', { lot: '60411' }],
    [
      'a lot of which a UDI says another product again',
      'Lot A1 REF X-1; Lots A1, A2 REF X-2',
      { ref: 'X-2', lot: 'A1' },
    ],
    ['a lot with the UDI-DI of its product behind it', twoProducts, { di: '09506000134352', lot: '1001' }],
    [
      'what is made between two dates',
      'Manufactured after 05/2019 and before 05/2021',
      { manufacturedOn: '2020-05-05' },
    ],
  ])('%s', (_name, text, facts) => {
    expect(judged(text, facts)).not.toBe('false')
  })
})

/** The text rather means other units: a wrong "affected" teaches people to ignore mail. */
describe('a unit that the text rather takes out is never affected:', () => {
  test.each<[string, string, UnitFacts]>([
    [
      'the version that is the end',
      'Software versions earlier than version 2.002',
      { softwareVersion: '2.002' },
    ],
    ['units that were mended', 'Corrected units: serial numbers 60001 and higher', { serial: '60005' }],
    ['lots that replace others', 'Replacement lots: 22A0130', { lot: '22A0130' }],
    ['lots that are well', 'Unaffected lots: 22A0116. Affected lots: 22A0114', { lot: '22A0116' }],
    ['what is cleared', 'Lot 22A0114. Lot 22A0116 has been cleared for use', { lot: '22A0116' }],
    ['a quantity behind a colon', 'Lot 22A0114: 48 units', { lot: '48' }],
    ['a day of the month', 'All lots expiring on or before 31 December 2024', { lot: '12' }],
    ['an end whose second half is not read', 'Serial numbers AA1001 beyond AA1999', { serial: 'AA1001' }],
    ['a version below a window', 'Version 2.0 and above, below 3.0', { softwareVersion: '1.0' }],
    ['a serial above a window', 'Serial numbers greater than 60012 and less than 60500', { serial: '60900' }],
    [
      'a day before a window',
      'Manufactured after 05/2019 and before 05/2021',
      { manufacturedOn: '2018-01-01' },
    ],
    [
      'a number above the end of what begins alike',
      'All serial numbers beginning with HX and lower than HX00199',
      { serial: 'HX00201' },
    ],
    [
      'beyond the end of a range that begins',
      'Serials beginning at 60012 through 60019',
      { serial: '60050' },
    ],
    ['the second exception', 'Lots 1001 to 1019 except lot 1005 and lot 1007', { lot: '1007' }],
    ['the second exception behind a comma', 'Lots 1001 to 1019 except lot 1005, lot 1007', { lot: '1007' }],
    ['a telephone number', 'Lots 60411, 60412. Call (800) 555-0142', { lot: '800' }],
    ['the number of a field notice', 'Lot 60411, FSCA-2024-017', { lot: 'FSCA-2024-017' }],
    ['a year behind an ordinal', 'Lot 60411, exp. August 31st, 2025', { lot: '2025' }],
    [
      'a column that is not understood',
      'Site,Model,Serial\nA,NW-100,60012\nB,NW-100,60013',
      { serial: 'NW-100' },
    ],
    ['a lot under the UDI-DI behind another list', twoProducts, { di: '09506000134352', lot: '1002' }],
    [
      'a serial under a flattened heading',
      'Serial Number Software Version 60012 2.1',
      { softwareVersion: '60012' },
    ],
    ['a UDI-DI without a label', '09506000134352; 09506000134369', { lot: '09506000134352' }],
    ['a label that is no value', '(01)09506000134352(21) Serial Numbers: 40012', { serial: 'Serial' }],
  ])('%s', (_name, text, facts) => {
    expect(judged(text, facts)).not.toBe('true')
  })
})
