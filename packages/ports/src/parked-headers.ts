/** Headers of a parked record, beside those it came with: why it could not be handled, and where it came from. */
export const parkedHeaders = {
  reason: 'parked-reason',
  group: 'parked-group',
  partition: 'parked-partition',
  offset: 'parked-offset',
  /** Real time. */
  at: 'parked-at',
  /** Of a record that was handed on again: its parked id. */
  redrivenFrom: 'redriven-from',
} as const

/** The headers of a record that a group parks at `at`, those it came with included. */
export const headersOfParked = (
  record: {
    readonly partition: number
    readonly offset: number
    readonly headers: Readonly<Record<string, string>>
  },
  why: { readonly group: string; readonly reason: string; readonly at: string },
): Readonly<Record<string, string>> => ({
  ...record.headers,
  [parkedHeaders.reason]: why.reason,
  [parkedHeaders.group]: why.group,
  [parkedHeaders.partition]: String(record.partition),
  [parkedHeaders.offset]: String(record.offset),
  [parkedHeaders.at]: why.at,
})

/** The headers with which a parked record is published again: those it came with, and its name. */
export const headersOfRedriven = (
  parkedId: string,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const own: readonly string[] = Object.values(parkedHeaders)
  const original = Object.entries(headers).filter(([name]) => !own.includes(name))
  return { ...Object.fromEntries(original), [parkedHeaders.redrivenFrom]: parkedId }
}
