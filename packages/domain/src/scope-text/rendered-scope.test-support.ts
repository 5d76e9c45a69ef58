import fc from 'fast-check'
import type { UnitFacts } from '../device/holding.ts'

/** A list of lots or serials that is known, the prose a firm could write for it, and units with the answer that is right. */
export type RenderedScope = {
  readonly text: string
  /** Nothing in it was damaged: a careful reader needs no help. */
  readonly isClear: boolean
  readonly units: readonly { readonly facts: UnitFacts; readonly covered: boolean }[]
}

/** One number or a range of them, in the numbering of a maker: what stands before the counting digits, and after. */
type Numbering = { readonly before: string; readonly digits: number; readonly after: string }
type Member = { readonly first: number; readonly last: number }
type Group = { readonly ref: string; readonly di: string; readonly members: readonly Member[] }

const numberings: readonly Numbering[] = [
  { before: '', digits: 6, after: '' },
  { before: '', digits: 8, after: '' },
  { before: 'NW', digits: 6, after: '' },
  { before: 'AP0', digits: 4, after: '' },
  { before: '22A', digits: 4, after: '' },
  { before: '7281-', digits: 6, after: '' },
  { before: 'B13G-', digits: 5, after: '' },
  { before: '17/', digits: 5, after: '' },
  { before: '', digits: 6, after: 'H' },
  { before: 'SV9', digits: 6, after: 'SA' },
  { before: '00', digits: 6, after: '' },
  { before: '', digits: 4, after: '' },
  { before: '', digits: 5, after: '' },
  { before: 'NW', digits: 4, after: '' },
  { before: 'CS-ECG-', digits: 4, after: '' },
  { before: '2019.', digits: 4, after: '' },
  { before: 'KWN_', digits: 4, after: '' },
  { before: '1390-10', digits: 4, after: '' },
  { before: '21', digits: 4, after: 'FAN' },
  { before: 'H3', digits: 5, after: '1E04C' },
  { before: 'L', digits: 5, after: '-2' },
]

const labels = {
  lot: 'Lot Numbers: |Lot numbers |Lots: |LOT # |Lot(s): |Lot No. |Batch Numbers: |Affected lots: |Lot/Batch Numbers: |lot numbers are ',
  serial:
    'Serial Numbers: |Serial numbers |SN: |S/N |Serial #s: |Serial Nos. |Affected Serial Numbers: |SERIAL NUMBERS: |Serials: ',
} as const
const separators = [
  ' / ',
  ' & ',
  ' or ',
  ' \n',
  '\r\n',
  ' ; ',
  ' ,',
  ', ',
  '; ',
  ' ',
  '\n',
  ',',
  '\u00a0',
  '\t',
  ';\n',
  ', and ',
  ' and ',
  '  ',
  '\n\u2022 ',
  '\n\u00b7 ',
  '\n\u25aa ',
]
const joints = ['-', ' to ', ' through ', ' thru ', ' - ', ' \u2013 ', ' up to and including ', '\u2014']
const beside = [
  '',
  ' (48 units)',
  ' Exp. 05/31/2027',
  ' (exp. 2027-05-31)',
  ', Exp Date: May 2027',
  ' Exp 31-May-2027',
]
const ends = [
  ...['', '.', ' only.', ',', ';', ' .'],
  '\nDistribution Dates: April 2019 to May 2020',
  '. Distributed from January 2, 2020 to March 5, 2020.',
]
const products = [
  (group: Group, list: string) => `REF ${group.ref} ${list}`,
  (group: Group, list: string) => `Catalog Number ${group.ref}, UDI-DI ${group.di}, ${list}`,
  (group: Group, list: string) => `UDI-DI: (01)${group.di}; ${list}`,
  (group: Group, list: string) => `Model ${group.ref} (${list})`,
  (group: Group, list: string) => `GTIN ${group.di} ${list}`,
  (group: Group, list: string) => `P/N: ${group.ref} - ${list}`,
  (group: Group, list: string) => `Product Code: ${group.ref}\n${list}`,
  (group: Group, list: string) => `${list} (REF ${group.ref})`,
]
const refs = ['NW-100', 'NW-200', '20-4410']
const dis = ['09506000134352', '09506000134369', '09506000134376']

const manners: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.replaceAll(' ', '  '),
  (text) => text.toUpperCase(),
]

/** What copying and scanning do to a text, and what letters put around it. Blanks and line breaks inside numbers leave several readings. */
const damages: readonly ((text: string) => string)[] = [
  (text) => text.replaceAll('0', 'O'),
  (text) => text.replace(/1(?=\d)/g, 'l'),
  (text) => text.replace(/(\d{3})(\d{3})(?=[,;\s])/g, '$1 $2'),
  (text) => text.replace(/(\d)(\d{4})(?=[,;\s])/g, '$1 $2'),
  (text) => text.replace(/(\d)(\d\d)(?=[,;])/, '$1\n$2'),
  (text) => text.replaceAll('-', '\u2013'),
  (text) => `${text} Questions? Call (800) 555-0142, or write to 1200 Orchard Street, Columbus, OH 43215.`,
  (text) => `Recall Z-1234-2025 of March 14th, 2025, page 2 of 3: ${text}`,
  (text) => text.replaceAll(/[,;] /g, ',,'),
  (text) => text.replaceAll(/ (?=Exp)/g, ''),
  (text) => text.replaceAll(': ', ':\n'),
  (text) => text.toLowerCase(),
]

const style = fc.record({
  of: fc.constantFrom<'lot' | 'serial'>('lot', 'serial'),
  numbering: fc.constantFrom(...numberings),
  label: fc.nat(),
  separator: fc.constantFrom(...separators),
  joint: fc.constantFrom(...joints),
  beside: fc.constantFrom(...beside),
  end: fc.constantFrom(...ends),
  product: fc.constantFrom(undefined, ...products),
  between: fc.constantFrom('; ', '\n', '. ', '\n\n', ' '),
  manner: fc.constantFrom(...manners),
  damage: fc.constantFrom(undefined, ...damages),
})
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never

const member = fc
  .tuple(fc.integer({ min: 1_000, max: 8_900 }), fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })))
  .map(([first, more]) => ({ first, last: first + more }))

/** Scopes of one to three products, rendered in every style; ranges only where the numbering counts at its end. */
export const renderedScope: fc.Arbitrary<RenderedScope> = fc
  .tuple(style, fc.array(fc.array(member, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }))
  .map(([chosen, lists]) => {
    const known = chosen.product === undefined ? lists.slice(0, 1) : lists
    const groups = known.map((members, index) => ({
      ref: refs[index] ?? '',
      di: dis[index] ?? '',
      members: chosen.numbering.after === '' ? members : members.map(({ first }) => ({ first, last: first })),
    }))
    const isClear = chosen.damage === undefined
    return {
      text: renderGroups(chosen, groups),
      isClear,
      units: groups.flatMap((group) => unitsOf(chosen, groups, group)),
    }
  })

function renderGroups(chosen: Style, groups: readonly Group[]): string {
  const text = groups
    .map((group) => {
      const list =
        labelOf(chosen) + group.members.map((one) => renderMember(chosen, one)).join(chosen.separator)
      return chosen.product === undefined ? list : chosen.product(group, list)
    })
    .join(chosen.between)
  const written = chosen.manner(text + chosen.end)
  return chosen.damage?.(written) ?? written
}

function labelOf({ of, label }: Style): string {
  const spellings = labels[of].split('|')
  return spellings[label % spellings.length] ?? ''
}

function renderMember(chosen: Style, { first, last }: Member): string {
  if (first !== last) return markOf(chosen, first) + chosen.joint + markOf(chosen, last)
  return markOf(chosen, first) + chosen.beside
}

const markOf = ({ numbering }: Style, count: number): string =>
  numbering.before + String(count).padStart(numbering.digits, '0') + numbering.after

/** Every end of every range, what lies inside it, its neighbours outside, and one far away. */
function unitsOf(chosen: Style, groups: readonly Group[], group: Group): RenderedScope['units'] {
  const counts = group.members.flatMap(({ first, last }) => [
    first,
    last,
    Math.floor((first + last) / 2),
    first - 1,
    last + 1,
  ])
  return [...counts, 9_999].map((count) => {
    const product = chosen.product === undefined ? {} : { di: group.di, ref: group.ref }
    const covered = group.members.some(({ first, last }) => first <= count && count <= last)
    const other = chosen.product === undefined && groups.length > 1
    return { facts: { ...product, [chosen.of]: markOf(chosen, count) }, covered: covered && !other }
  })
}
