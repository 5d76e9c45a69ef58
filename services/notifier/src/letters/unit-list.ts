import { activeUnits, type CaseUnit } from '@recallwire/domain/casework/case.ts'
import { renderCsvLine } from '@recallwire/domain/csv.ts'
import type { Texts } from '../language/texts.ts'
import type { LetterInput } from './letter-input.ts'
import { whyOf } from './unit-blocks.ts'

/** As many as stay well within what mail takes; the reply page lists all. */
const longestList = 20_000

/**
 * The facility's own units as a list to sort and search, for whoever looks for forty of them (RFC 4180, in UTF-8 with the mark that
 * spreadsheets know it by; nothing in it is run). Undefined where there are none.
 */
export function renderUnitList({ on, revision }: LetterInput, texts: Texts): Uint8Array | undefined {
  const units = activeUnits(on)
  if (units.length === 0) return undefined
  const { unitList, verdict } = texts
  const names = new Map(revision.content.products.map(({ productId, name }) => [productId, name]))
  const rowOf = (unit: CaseUnit) => {
    const { di, ref, serial, lot, quantity, assetTag, softwareVersion } = unit.facts
    return [
      names.get(unit.verdict.productId) ?? unit.verdict.productId,
      di ?? '',
      ref ?? '',
      serial ?? '',
      lot ?? '',
      quantity ?? '',
      assetTag ?? '',
      softwareVersion ?? '',
      verdict[unit.verdict.value],
      whyOf(unit, texts),
    ]
  }
  const rows = [unitList.columns, ...units.slice(0, longestList).map(rowOf)]
  return new Uint8Array(Buffer.from(`\ufeff${rows.map(renderCsvLine).join('')}`, 'utf8'))
}
