import fc from 'fast-check'
import type { UnitFacts } from '../device/holding.ts'
import type { Clause } from './scope.ts'

/** Few marks, many of which could be one another, so that lists, prefixes and ranges meet what they must not guess. */
const mark = fc.constantFrom(
  ...[
    'A1',
    'A01',
    'AO1',
    'a1',
    'A9',
    'A10',
    'B7',
    'b7',
    '0007',
    '0009',
    '7',
    '0',
    'O',
    'x',
    'x-1',
    'ß1',
    'I5',
  ],
  ...[
    'SN7',
    'S/N 0007',
    'LOT A1',
    '10TA1',
    '#A1',
    'A\u20131',
    'A\u200b1',
    '\uff21\uff11',
    '(21)A1',
    'SN',
    'e\u0301',
    '---',
  ],
  ...['C16J2', 'C16J', '99999999999999999999', '10000000000000000001', '10000000000000000009', 'A 1', 'é'],
)
const version = fc.constantFrom(
  ...[
    '6',
    '6.0',
    '6.02',
    'v6.2',
    '6.2.0.1',
    '6.10',
    '60.1',
    '8',
    '8.1',
    '6.02b',
    '6.b',
    'b',
    '0',
    '6.',
    'V8.0.0',
  ],
  ...['6.0.0', '6.2.b', '1.05.06.00', 'VG2.0.3', '2024.20240115', '6.1234567890', '6.02B', ' 6.2'],
)
const date = fc.constantFrom('2020-01-01', '2021-06-15', '2024-12-31', '2025-01-01', 'June 2025')
const marks = fc.array(mark, { minLength: 1, maxLength: 3 })
const versions = fc.array(version, { minLength: 1, maxLength: 3 })
const between = fc.record({ from: date, to: date }, { requiredKeys: [] })

const leaf: fc.Arbitrary<Clause> = fc.oneof(
  fc.constant<Clause>({ all: true }),
  fc.record({ serials: marks }),
  fc.record({ lots: marks }),
  fc.record({ serialPrefix: marks }),
  fc.record({ serialRange: fc.record({ from: mark, to: mark }) }),
  fc.record({ manufacturedBetween: between }),
  fc.record({ expiresBetween: between }),
  fc.record({ software: fc.record({ atLeast: version, below: version }, { requiredKeys: [] }) }),
  fc.record({
    software: fc.record(
      { equals: versions, startsWith: version, atLeast: version, below: version, except: versions },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    prose: fc.constantFrom(
      'Lots A1, B7 and 0007',
      'Serial numbers A1 to A9 sold in Ohio',
      'Lots B7 are not affected',
      'A01 B7 60.1',
      'All units except those with software version 6.02',
      'made before 9/2021',
    ),
  }),
)

/** Every kind of clause, alone and combined; dates, versions and ranges also as no schema would let them through. */
export const clauseOfAnyKind: fc.Arbitrary<Clause> = fc.letrec<{ clause: Clause }>((tie) => ({
  clause: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ anyOf: fc.array(tie('clause'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('clause'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('clause') }),
  ),
})).clause

/** What clauses ask of a unit, all of it known. */
export const unitKnownWhole: fc.Arbitrary<UnitFacts> = fc.record({
  serial: mark,
  lot: mark,
  softwareVersion: version,
  manufacturedOn: date,
  expiresOn: date,
})

/** The same with some of it unknown. */
export const unitOfAnyKind: fc.Arbitrary<UnitFacts> = fc.record(
  { serial: mark, lot: mark, softwareVersion: version, manufacturedOn: date, expiresOn: date },
  { requiredKeys: [] },
)
