import { findApplicationIdentifier } from './find-application-identifier.ts'
import { formatHibcc } from './format-hibcc.ts'
import { formatIccbba } from './format-iccbba.ts'
import { groupSeparator } from './separators.ts'
import type { Udi } from './udi.ts'

/** The values a GS1 carrier is written from. Every `Udi` is one; of the dates only the text is written. */
export type UdiValues = Partial<
  Pick<Udi, 'agency' | 'di' | 'lot' | 'serial' | 'manufactured' | 'expires' | 'softwareVersion' | 'others'>
>

/**
 * The carrier of the agency that issued it, as a scanner transmits it: a GS1 element string, a HIBCC carrier with primary and
 * secondary in one, or the data structures of ICCBBA. '' where there is nothing to write.
 */
export function formatUdi(udi: Omit<Udi, 'raw' | 'problems'>): string {
  switch (udi.agency) {
    case 'GS1':
    case 'unknown':
      return formatElementString(udi)
    case 'HIBCC':
      return formatHibcc(udi)
    case 'ICCBBA':
      return formatIccbba(udi)
    default:
      return udi.agency satisfies never
  }
}

/**
 * The GS1 element string of these values, as a scanner transmits it: predefined lengths first, a group separator (0x1D)
 * after each other value but the last. Values are written as they are; a carrier of another agency gives ''.
 */
export function formatElementString(udi: UdiValues): string {
  const elements = listElements(udi)
  return elements
    .map(({ ai, value }, index) => {
      const separated = !findApplicationIdentifier(ai)?.identifier.predefined && index < elements.length - 1
      return `${ai}${value}${separated ? groupSeparator : ''}`
    })
    .join('')
}

/**
 * The same values as the text under a barcode: `(01)…(17)…(10)…`. An opening bracket inside a value is written `\(`, so
 * that parseUdi reads back what was written.
 */
export function formatHumanReadable(udi: UdiValues): string {
  return listElements(udi)
    .map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`)
    .join('')
}

function listElements(udi: UdiValues): readonly { readonly ai: string; readonly value: string }[] {
  if (udi.agency === 'HIBCC' || udi.agency === 'ICCBBA') return []
  const named = [
    { ai: '01', value: udi.di },
    { ai: '11', value: udi.manufactured?.text },
    { ai: '17', value: udi.expires?.text },
    { ai: '10', value: udi.lot },
    { ai: '21', value: udi.serial },
    { ai: '8012', value: udi.softwareVersion },
  ]
  return [
    ...named.flatMap(({ ai, value }) => (value === undefined ? [] : [{ ai, value }])),
    ...(udi.others ?? []),
  ]
}
