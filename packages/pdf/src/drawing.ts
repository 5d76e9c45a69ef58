import type { Font } from './font.ts'
import type { Element } from './structure.ts'

/** Points; 72 to the inch. */
export const paper = { letter: { width: 612, height: 792 }, a4: { width: 595, height: 842 } } as const
export type Paper = keyof typeof paper

export type Weight = 'regular' | 'bold'

export type PdfOptions = {
  readonly title: string
  /** BCP 47. */
  readonly language: string
  readonly paper: Paper
  /** ISO 8601 in UTC; part of the bytes. */
  readonly createdAt: string
  readonly fonts: Readonly<Record<Weight, Font>>
}

export type Piece = {
  readonly text: string
  readonly x: number
  /** Of the base line, from the top of the page. */
  readonly y: number
  readonly size: number
  readonly weight?: Weight | undefined
  /** 0 black to 1 white. */
  readonly grey?: number | undefined
  /** Runs upwards from its place, e.g. over a narrow column. */
  readonly upright?: boolean | undefined
}

/** Commands of one element on one page, in the order in which they were drawn. */
export type Drawn = {
  readonly page: number
  readonly commands: (string | Piece)[]
  readonly element: Element | undefined
}

/** One line without controls: what a font has no sign for would be drawn as a box. */
export const printable = (text: string): string =>
  text.normalize('NFC').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\t]+/gu, ' ')
