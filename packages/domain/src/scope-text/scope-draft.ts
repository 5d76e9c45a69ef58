/** A stretch of the text: from `start` to before `end`, in UTF-16 units. */
export type Span = { readonly start: number; readonly end: number }

/** Something read from the text, as written there; in catalogue numbers every kind of dash is `-`. */
export type DraftValue = { readonly value: string; readonly span: Span }

/** What a mark identifies. `either`: the text does not say whether its numbers are lots or serials. */
export type MarkKind = 'lot' | 'serial' | 'either'

/** How the version of a unit must stand to the version in the text. */
export type VersionRelation = 'is' | 'begins' | 'at-least' | 'above' | 'at-most' | 'below'

/** What the text says about units. Marks and versions are as written; dates are days, e.g. `2008-08-31`. */
export type UnitTerm = { readonly span: Span } & (
  | { readonly kind: 'all' }
  | { readonly kind: 'mark'; readonly of: MarkKind; readonly value: string }
  | { readonly kind: 'prefix'; readonly of: MarkKind; readonly value: string }
  | { readonly kind: 'range'; readonly of: MarkKind; readonly from: string; readonly to: string }
  | {
      readonly kind: 'bound'
      readonly of: MarkKind
      readonly side: 'from' | 'to'
      readonly value: string
      /** Whether the value itself is covered: "24578 and lower", not "before 24578". */
      readonly inclusive: boolean
    }
  | { readonly kind: 'software'; readonly relation: VersionRelation; readonly value: string }
  | { readonly kind: 'versions'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'manufactured' | 'expires'
      readonly from?: string | undefined
      readonly to?: string | undefined
    }
)

/** A term without its place. */
export type Said<T> = T extends unknown ? Omit<T, 'span'> : never

/** Products and what the text says of their units. No product: the units of whatever product the notice is about. */
export type DraftGroup = {
  /** UDI-DIs as digits, without application identifier and blanks, of the length the text has. */
  readonly dis: readonly DraftValue[]
  /** Catalogue, part, model and product numbers. */
  readonly refs: readonly DraftValue[]
  /** A product was named here that was not understood: which units are its own is not certain. */
  readonly namesUnread: boolean
  /** Several products and their units stand so that which are whose is not certain: all are said of all. */
  readonly isMixed: boolean
  /** The units covered are these, together. None: the text says nothing about units of this product. */
  readonly units: readonly UnitTerm[]
  /** Units that the text takes out again. */
  readonly exceptions: readonly UnitTerm[]
}

/**
 * Text that is in no value. `harmless` cannot change which units are covered (labels, quantities, an expiry date beside
 * a lot). `may-matter` was not understood and could.
 */
export type Remainder = { readonly span: Span; readonly weight: 'harmless' | 'may-matter' }

/** A scope read from prose, to be confirmed by a person. Text between values and remainders is separators. */
export type ScopeDraft = {
  readonly text: string
  readonly groups: readonly DraftGroup[]
  readonly remainders: readonly Remainder[]
  /** Something was left unread that could cover more units, or nothing was said at all: no unit is proved outside. */
  readonly isOpen: boolean
}

export const textOfSpan = (text: string, span: Span): string => text.slice(span.start, span.end)

/** Everything a draft says about units, covered or taken out again. */
export const termsOf = (draft: ScopeDraft): readonly UnitTerm[] =>
  draft.groups.flatMap((group) => [...group.units, ...group.exceptions])
