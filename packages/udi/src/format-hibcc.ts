import { hibccCheckCharacter } from './check-character.ts'
import { dateFlags } from './read-hibcc-segments.ts'
import type { Udi, UdiDate } from './udi.ts'

/**
 * The HIBCC carrier of these values, primary and secondary in one, as a scanner transmits it: the check character at its
 * end may be a space. '' without a device identifier, since a secondary barcode belongs to a primary one.
 */
export function formatHibcc(udi: Omit<Udi, 'agency' | 'raw' | 'problems'>): string {
  if (udi.di === undefined) return ''
  const segments = [
    ...formatSecondary(udi),
    ...(udi.lot !== undefined && udi.serial !== undefined ? [`S${udi.serial}`] : []),
    ...(udi.manufactured === undefined ? [] : [`16D${udi.manufactured.text}`]),
    ...(udi.expires?.layout === 'YYYYMMDD' ? [`14D${udi.expires.text}`] : []),
    ...udi.others.map(({ ai, value }) => `${ai}${value}`),
  ]
  const carrier = `+${[udi.di, ...segments].join('/')}`
  return `${carrier}${hibccCheckCharacter(carrier) ?? ''}`
}

/** Quantity, date and lot, or date and serial: what stands behind the first slash. */
function formatSecondary({
  lot,
  serial,
  quantity,
  expires,
}: Pick<Udi, 'lot' | 'serial' | 'quantity' | 'expires'>): readonly string[] {
  const date = expires === undefined || expires.layout === 'YYYYMMDD' ? '' : formatDate(expires)
  if (quantity !== undefined) {
    const counted = quantity < 100 ? `8${pad(quantity, 2)}` : `9${pad(quantity, 5)}`
    const follows = date === '' && lot !== undefined ? '7' : date
    const aside = lot === undefined && serial !== undefined ? [`S${serial}`] : []
    return [`$$${counted}${follows}${lot ?? ''}`, ...aside]
  }
  const [flag, mark] = lot === undefined ? ['+', serial] : ['', lot]
  if (date !== '') return [`$$${mark === undefined ? '' : flag}${date}${mark ?? ''}`]
  if (mark === undefined) return []
  // A lot that begins like a flag needs the form that says that no date follows.
  return flag === '' && /^[$+]/.test(mark) ? [`$$7${mark}`] : [`$${flag}${mark}`]
}

function formatDate({ text, layout }: UdiDate): string {
  const flag = [...dateFlags].find(([, other]) => other === layout)?.[0]
  return `${flag ?? ''}${text}`
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
