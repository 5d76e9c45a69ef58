import type { RowProblem } from '../devices/device-row.ts'
import type { Concept, DeviceVersion, Identifier } from './device-resource.ts'

/** One value, or none with the reason why none was taken. */
type Reading = { readonly value?: string; readonly warnings: readonly RowProblem[] }

/** ISO/IEEE 11073-10101 codes of a production specification: software revision, firmware revision. */
const softwareCodes: readonly string[] = ['531975', '531976', 'software-version', 'firmware-version']
const otherParts = /hard ?ware|protocol|serial|part/i

/**
 * The software version: the entry whose type says software (or firmware), or the only entry, if its type does not say something
 * else. Of several none is taken: which one a recall means is for a person to say.
 */
export function readSoftware(versions: readonly DeviceVersion[]): Reading {
  const named = versions.filter(({ type }) => isSoftware(type))
  const [only] = versions
  const found =
    named.length > 0 ? named : versions.length === 1 && !otherParts.test(wordsOf(only?.type)) ? versions : []
  const values = [...new Set(found.flatMap(({ value }) => (value === undefined ? [] : [value.trim()])))]
  const [value] = values
  if (values.length === 1 && value !== undefined) return { value, warnings: [] }
  if (versions.length === 0) return { warnings: [] }
  const list = versions.map((version) => version.value ?? '?').join(', ')
  return {
    warnings: [{ field: 'version', reason: `none of ${list} was taken: one must be typed as software` }],
  }
}

const isSoftware = (type: Concept | undefined): boolean =>
  type !== undefined &&
  (type.coding.some(({ code }) => code !== undefined && softwareCodes.includes(code.toLowerCase())) ||
    /soft ?ware|firm ?ware|\bSW\b/i.test(wordsOf(type)))

/**
 * The facility's own tag: the one identifier whose type or system says so (asset, inventory, equipment, control or tag
 * number). An identifier that says nothing is some program's own, and no tag; of several none is taken.
 */
export function readAssetTag(identifiers: readonly Identifier[]): Reading {
  const tags = identifiers.filter(({ type, system }) => assetWords.test(`${wordsOf(type)} ${system ?? ''}`))
  const values = [...new Set(tags.flatMap(({ value }) => (value === undefined ? [] : [value.trim()])))]
  const [value] = values
  if (values.length === 0 || value === undefined) return { warnings: [] }
  if (values.length === 1) return { value, warnings: [] }
  const reason = `${values.join(', ')} all say that they are the asset tag: none was taken`
  return { warnings: [{ field: 'identifier', reason }] }
}

const assetWords = /asset|inventory|equipment|control[ -]?n|\btag\b/i

const wordsOf = (type: Concept | undefined): string =>
  [type?.text, ...(type?.coding ?? []).flatMap(({ code, display }) => [code, display])].join(' ')
