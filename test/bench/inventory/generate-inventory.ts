import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { InventoryMapping } from '@recallwire/domain/device/inventory-mapping.ts'
import type { Random } from '../create-random.ts'
import { drawRank, drawUnit, modelAt } from '../matching/create-fleet.ts'

/** A row of a maintenance system's list: what is known of a unit, and under which tag and where it stands. */
export type InventoryRow = UnitFacts & { readonly assetTag: string; readonly location: string }

/** Few models make up most of what a hospital has. */
const steepness = 0.8

/** So many rows, no unit twice. Tags begin with `name`. */
export function generateInventory(count: number, random: Random, name: string): readonly InventoryRow[] {
  const units = new Set<string>()
  return Array.from({ length: count }, (_, number) => {
    let unit = drawUnit(modelAt(drawRank(random, steepness)), random)
    while (units.has(unitOf(unit))) unit = drawUnit(modelAt(drawRank(random, steepness)), random)
    units.add(unitOf(unit))
    const location = `Ward ${1 + random.below(40)}, bay ${1 + random.below(12)}`
    return { ...unit, assetTag: `${name}-${String(number).padStart(7, '0')}`, location }
  })
}

/** Serials of one model are told apart by themselves, those of two models by their letters or digits only mostly. */
const unitOf = ({ di, ref, serial }: UnitFacts): string => `${di ?? ref} ${serial}`

const columns = [
  ['UDI-DI', 'di'],
  ['Manufacturer', 'manufacturer'],
  ['Model', 'ref'],
  ['Serial Number', 'serial'],
  ['Lot', 'lot'],
  ['Software', 'softwareVersion'],
  ['Manufactured', 'manufacturedOn'],
  ['Expires', 'expiresOn'],
  ['Asset Tag', 'assetTag'],
  ['Location', 'location'],
] as const

/** What the columns are, in their order. */
export const fieldNames = columns.map(([, field]) => field)

/** How the file is read, as the hospital has stored it. */
export const mapping: InventoryMapping = { columns: Object.fromEntries(columns), constants: {} }

/** As a maintenance system exports it: ten columns, quotes where a text holds a comma. */
export function renderCsv(rows: readonly InventoryRow[]): Uint8Array {
  const lines = rows.map((row) => fieldNames.map((field) => cellOf(row[field] ?? '')).join(','))
  return new TextEncoder().encode(
    `${columns.map(([heading]) => heading).join(',')}\r\n${lines.join('\r\n')}\r\n`,
  )
}

const cellOf = (text: string): string => (text.includes(',') ? `"${text}"` : text)

/** The pieces in which a body arrives. */
export async function* piecesOf(file: Uint8Array): AsyncGenerator<Uint8Array> {
  const piece = 64 * 1024
  for (let at = 0; at < file.length; at += piece) yield file.subarray(at, at + piece)
}
