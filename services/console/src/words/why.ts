import type { Verdict } from '@recallwire/domain/scope/verdict.ts'

/**
 * Why a unit has its verdict, in one sentence: the clause that decided, or what is missing and would decide; who decided
 * otherwise; and by what the product was recognised, where that was the weaker way.
 */
export function whySentence({ because, missing, matchedBy }: Verdict): string {
  const parts = [
    because,
    missing && `${decides[missing]} decides`,
    matchedBy === 'ref' && 'the product was recognised by maker and model number, not by a UDI',
  ]
  return sentence(parts.filter((part) => part !== undefined && part !== false).join('; '))
}

const sentence = (text: string): string => `${text.replace(/^./, (letter) => letter.toUpperCase())}.`

const decides: Readonly<Record<NonNullable<Verdict['missing']>, string>> = {
  serial: 'the serial on the label',
  lot: 'the lot on the label',
  softwareVersion: 'the software version that it shows',
  manufacturedOn: 'the manufacture date on the label',
  expiresOn: 'the expiry date on the label',
}
