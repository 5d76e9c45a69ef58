/** Headers of a parked record, beside those it came with: why it could not be handled, and where it came from. */
export const parkedHeaders = {
  reason: 'parked-reason',
  group: 'parked-group',
  partition: 'parked-partition',
  offset: 'parked-offset',
  /** Real time. */
  at: 'parked-at',
} as const
