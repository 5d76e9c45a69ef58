import type { Udi } from './udi.ts'

/** The length that tells a blood bag's identifier from that of a device. */
const bagIdentifierLength = 10

/** The ISBT 128 data structures of these values, in the order of the standard. */
export function formatIccbba(udi: Omit<Udi, 'agency' | 'raw' | 'problems'>): string {
  const structures: readonly (readonly [mark: string, value: string | undefined])[] = [
    [udi.di?.length === bagIdentifierLength ? '=)' : '=/', udi.di],
    ['=,', udi.serial],
    ['=', udi.donationId],
    ['=>', udi.expires?.text],
    ['=}', udi.manufactured?.text],
    ['&,1', udi.mphoLot],
    ['&)', udi.lot],
    ...udi.others.map(({ ai, value }) => [ai, value] as const),
  ]
  return structures.map(([mark, value]) => (value === undefined ? '' : `${mark}${value}`)).join('')
}
