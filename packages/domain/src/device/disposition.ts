/**
 * What a facility says it did with a unit. `found` says only that it is there; all others end the question for this
 * unit. The units ledger of 21 CFR 7.53(4) counts each apart.
 */
export const dispositions = [
  'found',
  'isolated',
  'returned',
  'corrected',
  'destroyed',
  'used',
  'transferred',
  'cannot-locate',
  'not-held',
] as const
export type Disposition = (typeof dispositions)[number]

/** Dispositions after which the unit is no longer in this facility's custody. */
export const endsCustody = (disposition: Disposition): boolean =>
  ['returned', 'destroyed', 'used', 'transferred', 'not-held'].includes(disposition)

/**
 * Dispositions after which a serial cannot be met anywhere again, unless a label was misread, a record is wrong, or a
 * unit that should be gone is not. `transferred` and `corrected` units go on living, and so may be met.
 */
export const finalDispositions = ['returned', 'destroyed', 'used'] as const
export type FinalDisposition = (typeof finalDispositions)[number]
