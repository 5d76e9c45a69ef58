import { describe, expect, test } from 'vitest'
import { decodeHeader } from './decode-header.ts'

describe('a header', () => {
  test.each([
    ['Plain words', 'Plain words'],
    ['=?UTF-8?Q?URGENT=3A_RECALL_=E2=80=94_pumps?=', 'URGENT: RECALL \u2014 pumps'],
    ['=?UTF-8?Q?instal?= =?UTF-8?Q?led_here?=', 'installed here'],
    ['=?utf-8?B?w6k=?= <a@example.org>', 'é <a@example.org>'],
    ['=?x-unknown?Q?=41?=', '=?x-unknown?Q?=41?='],
    ['a =?broken', 'a =?broken'],
  ])('written as %s reads %s', (written, read) => {
    expect(decodeHeader(written)).toBe(read)
  })
})
