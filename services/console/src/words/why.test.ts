import { scopeProductSchema } from '@recallwire/domain/scope/scope.ts'
import { judgeFacts, type Verdict } from '@recallwire/domain/scope/verdict.ts'
import { overriddenVerdict } from '@recallwire/domain/verdict-override/overridden-verdict.ts'
import { describe, expect, test } from 'vitest'
import { whySentence } from './why.ts'

const di = '09506000134352'
const units = { serials: ['AP0447', 'AP0448'] }
const product = scopeProductSchema.parse({
  productId: 'P1',
  name: 'Pump',
  manufacturer: 'Northwind',
  refs: ['NW-100'],
  dis: [di],
  units,
  verbatim: 'AP0447, AP0448',
})
const verdictOf = (facts: Parameters<typeof judgeFacts>[1], change: object = {}): Verdict => {
  const verdict = judgeFacts([{ ...product, ...change }], facts)
  if (verdict === undefined) throw new Error('no product')
  return verdict
}

describe('why a unit has its verdict, in one sentence', () => {
  test.each<[string, Verdict, string]>([
    ['affected', verdictOf({ di, serial: 'AP0447' }), "Serial AP0447 is on the notice's list."],
    ['outside', verdictOf({ di, serial: 'AP0500' }), "Serial AP0500 is not on the notice's list of 2."],
    [
      'possible, for what the record lacks',
      verdictOf({ di }),
      'The record has no serial; the serial on the label decides.',
    ],
    [
      'possible, for a look-alike',
      verdictOf({ di, serial: 'APO447' }),
      "Serial APO447 looks like AP0447 on the notice's list but is not written the same; the serial on the label decides.",
    ],
    [
      'possible, by words that nobody confirmed',
      verdictOf({ di, serial: '1' }, { units: { prose: 'Serials AP0447 sold in Ohio' } }),
      'A person has to read the words of the notice to tell whether they mean this unit.',
    ],
    [
      'by maker and model alone',
      verdictOf({ manufacturer: 'Northwind', ref: 'NW-100', serial: 'AP0447' }),
      "Serial AP0447 is on the notice's list; the product was recognised by maker and model number, not by a UDI.",
    ],
    [
      'through a package link',
      verdictOf(
        { di: '19506000134359', serial: 'AP0447' },
        { dis: [di, '19506000134359'], linked: [{ di: '19506000134359', recordKey: 'K1', sure: true }] },
      ),
      "Serial AP0447 is on the notice's list; 19506000134359 stands for the product through the package link of GUDID record K1.",
    ],
  ])('%s', (_name, verdict, words) => {
    expect(whySentence(verdict)).toBe(words)
  })

  test('says who decided otherwise, and what the notice itself says', () => {
    const decided = overriddenVerdict({
      value: 'outside',
      firmName: 'Northwind',
      proposedBy: { role: 'manufacturer-editor' },
      confirmedBy: { role: 'manufacturer-approver' },
      confirmedAt: '2025-06-20T14:00:00.000Z',
      basis: { verdict: verdictOf({ di, serial: 'AP0447' }) },
    } as Parameters<typeof overriddenVerdict>[0])
    expect(whySentence(decided)).toBe(
      "Two people of Northwind decided on 2025-06-20 that this unit is not affected (proposed by an editor, confirmed by an approver); the notice itself makes it affected: serial AP0447 is on the notice's list.",
    )
  })
})
