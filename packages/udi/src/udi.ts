import type { DateLayout } from './udi-date.ts'
import type { UdiProblem } from './udi-problem.ts'

/**
 * A date as the carrier writes it and, when there is such a day, as YYYY-MM-DD. `layout` says how the text is to be read; GS1
 * has one layout, YYMMDD, and leaves it out. A month without a day stands for its last day.
 */
export type UdiDate = { readonly text: string; readonly layout?: DateLayout; readonly date?: string }

/**
 * What a UDI carrier says. Values are the carrier's own text, unchanged, also where a problem names them; `raw` is the input
 * as it came. `di` is there whenever it has the shape its agency gives it, a wrong check digit or character included: 14
 * digits (GS1), 6 to 23 capitals and digits without + and check character (HIBCC), 16 capitals and digits, or 10 for a blood bag
 * (ICCBBA).
 */
export type Udi = {
  readonly agency: 'GS1' | 'HIBCC' | 'ICCBBA' | 'unknown'
  readonly raw: string
  readonly di?: string
  readonly lot?: string
  readonly serial?: string
  readonly manufactured?: UdiDate
  readonly expires?: UdiDate
  readonly softwareVersion?: string
  /** Units in the package (HIBCC). GS1 counts are AIs 30 and 37 in `others`. */
  readonly quantity?: number
  /** Donation identification number with its flag characters (ICCBBA). */
  readonly donationId?: string
  /** Lot of a medical product of human origin (ICCBBA); `lot` is that of a blood bag. */
  readonly mphoLot?: string
  /**
   * Every other statement, in the carrier's order. `ai` is its application identifier (GS1), its data identifier (HIBCC, as
   * 25D) or the characters that open it (ICCBBA, as =<).
   */
  readonly others: readonly { readonly ai: string; readonly value: string }[]
  readonly problems: readonly UdiProblem[]
}
