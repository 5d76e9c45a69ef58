/** A row of a facility's inventory before it is written as CSV, JSON or NDJSON. */
export type FleetRow = {
  readonly assetTag: string
  readonly di: string
  readonly serial?: string
  readonly lot?: string
  readonly quantity?: number
  readonly softwareVersion?: string
  readonly location: string
}

const platforms = {
  v6: { di: '00085412091570', right: '6.02.07', wrong: '8.00.01' },
  v8: { di: '00085412498683', right: '8.00.03', wrong: '6.05.12' },
} as const

type Platform = keyof typeof platforms
type Software = 'right' | 'wrong' | 'unknown'

const pump = (
  platform: Platform,
  serial: string | undefined,
  software: Software,
): Omit<FleetRow, 'assetTag' | 'location'> => ({
  di: platforms[platform].di,
  ...(serial === undefined ? {} : { serial }),
  ...(software === 'unknown' ? {} : { softwareVersion: platforms[platform][software] }),
})

/**
 * Listed pumps by facility. Their software is right, wrong or unknown, and all of them are affected: the software is a
 * check of the notice, which decides what is done with a pump and not whether it is recalled.
 */
const listed: Readonly<Record<string, readonly (readonly [Platform, string | undefined, Software])[]>> = {
  NGH: [
    ['v6', '765100', 'right'],
    ['v6', '772744', 'wrong'],
    ['v6', '789742', 'unknown'],
    ['v6', '841197', 'right'],
    ['v6', '867753', 'unknown'],
    ['v8', '2006307', 'right'],
    ['v8', '2052091', 'wrong'],
    ['v8', '2093765', 'unknown'],
    ['v8', '2095360', 'right'],
    ['v8', '2104302', 'right'],
    ['v8', '2141815', 'right'],
  ],
  SAMC: [
    ['v6', '920606', 'right'],
    ['v6', '1024015', 'wrong'],
    ['v6', undefined, 'unknown'],
    ['v8', '2025925', 'right'],
    ['v8', '2067699', 'wrong'],
    ['v8', '2094483', 'unknown'],
  ],
  BRH: [
    ['v6', '788724', 'unknown'],
    ['v8', '2119236', 'right'],
    ['v8', '2119054', 'right'],
    ['v8', '2095541', 'unknown'],
    ['v8', '2105238', 'right'],
  ],
  WH1: [
    ['v6', '842498', 'unknown'],
    ['v8', '2119436', 'unknown'],
  ],
}

/** How many pumps of the same two DIs that are not listed, and how many other devices, each facility holds. */
const filler: Readonly<Record<string, { readonly v6: number; readonly v8: number; readonly other: number }>> =
  {
    NGH: { v6: 28, v8: 36, other: 45 },
    SAMC: { v6: 14, v8: 22, other: 38 },
    QCH: { v6: 9, v8: 31, other: 30 },
    BRH: { v6: 8, v8: 16, other: 31 },
    HSC: { v6: 0, v8: 0, other: 15 },
    TVC: { v6: 2, v8: 3, other: 15 },
    OML: { v6: 4, v8: 0, other: 11 },
    WH1: { v6: 3, v8: 9, other: 6 },
  }

const wards = [
  'ICU 3 West',
  'Ward 5 East',
  'Emergency',
  'Oncology day unit',
  'Equipment pool',
  'Operating room 2',
]

/** Devices no recall speaks of: another pump of the firm, and an invented maker's catheters in lots. */
const others = [
  (index: number) => ({ di: '00085412610900', serial: String(3_600_101 + index * 29) }),
  (index: number) => ({ di: '00850000123458', lot: `NC${2400 + index}`, quantity: 10 + (index % 7) * 5 }),
]

/** The whole fleet of a facility before publication, the same on every machine. */
export function fleetOf(siteCode: string): readonly FleetRow[] {
  const start = Object.keys(filler).indexOf(siteCode) * 1_000
  const counts = filler[siteCode] ?? { v6: 0, v8: 0, other: 0 }
  const range = (length: number) => Array.from({ length }, (_, index) => index)
  const devices = [
    ...(listed[siteCode] ?? []).map(([platform, serial, software]) => pump(platform, serial, software)),
    ...range(counts.v6).map((index) =>
      pump('v6', String(701_003 + start + index * 11), index % 3 === 0 ? 'unknown' : 'right'),
    ),
    ...range(counts.v8).map((index) =>
      pump('v8', String(2_010_009 + start + index * 13), index % 4 === 0 ? 'unknown' : 'right'),
    ),
    ...range(counts.other).map((index) => others[index % 2]?.(start + index) ?? { di: '00085412610900' }),
  ]
  return devices.map((device, index) => ({
    assetTag: `${siteCode}-${String(index + 1).padStart(4, '0')}`,
    ...device,
    location: wards[index % wards.length] ?? 'Equipment pool',
  }))
}

/** What happens after publication: a pump changes hands, and a listed one enters a registry for the first time. */
export const moved = {
  from: 'NGH',
  to: 'TVC',
  row: { ...pump('v8', '2141815', 'right'), assetTag: 'TVC-0900', location: 'Infusion room' },
} as const
export const late = {
  at: 'OML',
  row: { ...pump('v6', '793079', 'unknown'), assetTag: 'OML-0900', location: 'Equipment pool' },
} as const
