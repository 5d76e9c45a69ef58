import { parseGtin } from '@recallwire/udi/gtin.ts'
import { parseScopeText } from '../scope-text/parse-scope-text.ts'
import type { ProductFromSources } from './join-sources.ts'
import type { OpenPoint, ProposedContent } from './proposal.ts'
import { oneLine } from './short-text.ts'

export type ProposedProduct = {
  readonly product: ProposedContent['products'][number] | undefined
  readonly openPoints: readonly OpenPoint[]
}

const mostIdentifiers = 500

/** A number the text calls an identifier. With a wrong check digit the reader of scopes takes it for none. */
const labelledDi = /(?:\(01\)|GTIN|UDI|\bDI)[^\d\n]{0,12}(\d{12,14})(?!\d)/gi

/**
 * A product of a record as a notice would name it: its identifiers out of the prose, and its units in the record's own words,
 * which stay words until a person has read them.
 */
export function proposeProduct(
  { recallNumber, fields }: ProductFromSources,
  index: number,
  firmName: string | undefined,
): ProposedProduct {
  const at = `/content/products/${index}`
  const { codeInfo, productDescription: description } = fields
  const prose = codeInfo?.value ?? description?.value
  if (prose === undefined) {
    const detail = `${recallNumber} says neither which product nor which units it covers.`
    return { product: undefined, openPoints: [{ weight: 'missing', pointer: '/content/products', detail }] }
  }
  const openPoints: OpenPoint[] = []
  const point = (weight: OpenPoint['weight'], member: string, detail: string) =>
    openPoints.push({ weight, pointer: `${at}/${member}`, detail })
  const texts = [...new Set([prose, description?.value ?? prose])]
  const { dis, refs, unfit } = identifiersIn(texts, recallNumber)
  for (const reason of unfit) point('check', 'dis', `A UDI-DI of the text was left out: ${reason}`)
  if (dis.length + refs.length === 0)
    point('missing', 'refs', `${recallNumber} names no UDI-DI and no product code that could be read.`)
  if (codeInfo === undefined)
    point('check', 'units', `${recallNumber} says nothing about units: confirm whether all are meant.`)
  else if (parseScopeText(prose).isOpen)
    point(
      'check',
      'units',
      'Not all of the text about units was understood: units it may mean are "possible".',
    )
  const manufacturer = fields.manufacturer?.value ?? firmName ?? fields.firmName?.value
  if (manufacturer === undefined) point('missing', 'manufacturer', `${recallNumber} names no firm.`)
  return {
    product: {
      productId: recallNumber,
      name: oneLine(description?.value ?? recallNumber, 300),
      ...(manufacturer === undefined ? {} : { manufacturer: oneLine(manufacturer, 200) }),
      refs: [...refs],
      dis: [...dis],
      units: { prose },
      verbatim: prose,
    },
    openPoints,
  }
}

/** UDI-DIs as the 14 digits that matching uses, and product codes as written. */
function identifiersIn(texts: readonly string[], recallNumber: string) {
  const groups = texts.flatMap((text) => parseScopeText(text).groups)
  const read = groups.flatMap((group) => group.dis).map(({ value }) => parseGtin(value))
  const dis = read.flatMap((one) => (one.kind === 'gtin' ? [one.gtin14] : []))
  const labelled = texts.flatMap((text) => [...text.matchAll(labelledDi)].map(([, digits = '']) => digits))
  const unfit = [...read, ...labelled.map(parseGtin)].flatMap((one) =>
    one.kind === 'problem' ? [one.problem.message] : [],
  )
  const refs = groups.flatMap((group) => group.refs.map(({ value }) => oneLine(value, 80)))
  return {
    dis: once(dis),
    refs: once(refs).filter((ref) => ref !== recallNumber),
    unfit: [...new Set(unfit)].slice(0, 20),
  }
}

const once = (values: readonly string[]): readonly string[] => [...new Set(values)].slice(0, mostIdentifiers)
