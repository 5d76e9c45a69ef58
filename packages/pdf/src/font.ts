import { deflateSync } from 'node:zlib'
import * as fontkit from 'fontkit'

/** Characters that nearly every form needs: their glyphs are embedded in one file that is made once. */
const everyday = [
  ...Array.from({ length: 95 }, (_none, index) => String.fromCharCode(32 + index)),
  ...'ÁÉÍÓÚÜÑáéíóúüñ¿¡«»ºª°®™’‘“”–—…·•№§€£µ×≥≤',
].join('')

/** What a document needs of a font to write with it. */
export type EmbeddedFont = {
  readonly name: string
  /** The subset as a TrueType file, deflated, and its length before. */
  readonly program: Uint8Array
  readonly programLength: number
  /** Advance of each glyph in thousandths of the size, by its number in the subset. */
  readonly widths: readonly number[]
  /** By the number of each glyph: what a reader copies or speaks. */
  readonly characters: readonly string[]
  /** In thousandths of the size. */
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly box: readonly [number, number, number, number]
  /** The glyphs of a text as hexadecimal; one the font does not have is the box that says so. */
  encode(text: string): string
}

export interface Font {
  /** Width of a line in points. */
  measure(text: string, size: number): number
  /** With the everyday characters and whatever else the texts hold. The same texts give the same bytes. */
  embed(texts: readonly string[]): EmbeddedFont
}

/** Subsets kept: one of everyday characters, and those of the newest names that need more. */
const keptSubsets = 64

/** Opens a TrueType font. Throws what is no font. */
export function openFont(bytes: Uint8Array): Font {
  const font = fontkit.create(Buffer.from(bytes))
  if ('fonts' in font) throw new TypeError('this is a collection of fonts: give one font')
  const scale = 1_000 / font.unitsPerEm
  const advances = new Map<string, number>()
  const subsets = new Map<string, EmbeddedFont>()

  const glyphOf = (character: string) => font.glyphForCodePoint(character.codePointAt(0) ?? 0)
  const advanceOf = (character: string): number => {
    const known = advances.get(character)
    if (known !== undefined) return known
    const advance = glyphOf(character).advanceWidth * scale
    advances.set(character, advance)
    return advance
  }

  const embed = (extra: string): EmbeddedFont => {
    const subset = font.createSubset()
    const numbers = new Map<string, number>()
    // Two characters may share a glyph; the subset numbers glyphs in the order in which it first gets them, after the box.
    const glyphs = new Map<number, number>()
    const characters = ['\ufffd']
    const widths = [Math.round(font.getGlyph(0).advanceWidth * scale)]
    for (const character of `${everyday}${extra}`) {
      const glyph = glyphOf(character)
      if (glyph.id === 0 || numbers.has(character)) continue
      const number = glyphs.get(glyph.id) ?? glyphs.size + 1
      numbers.set(character, number)
      if (glyphs.has(glyph.id)) continue
      subset.includeGlyph(glyph)
      glyphs.set(glyph.id, number)
      characters[number] = character
      widths[number] = Math.round(advanceOf(character))
    }
    const program = Buffer.from(subset.encode())
    return {
      name: font.postscriptName,
      program: deflateSync(program, { level: 9 }),
      programLength: program.length,
      widths,
      characters,
      ascent: font.ascent * scale,
      descent: font.descent * scale,
      capHeight: font.capHeight * scale,
      box: [
        Math.round(font.bbox.minX * scale),
        Math.round(font.bbox.minY * scale),
        Math.round(font.bbox.maxX * scale),
        Math.round(font.bbox.maxY * scale),
      ],
      encode: (text) => {
        let hex = ''
        for (const character of text) hex += (numbers.get(character) ?? 0).toString(16).padStart(4, '0')
        return hex
      },
    }
  }

  return {
    measure: (text, size) => {
      let width = 0
      for (const character of text) width += advanceOf(character)
      return (width * size) / 1_000
    },
    embed: (texts) => {
      const extra = charactersBeyond(texts, (character) => glyphOf(character).id !== 0)
      const known = subsets.get(extra)
      if (known !== undefined) return known
      const made = embed(extra)
      const oldest = subsets.size >= keptSubsets ? [...subsets.keys()].find((key) => key !== '') : undefined
      if (oldest !== undefined) subsets.delete(oldest)
      subsets.set(extra, made)
      return made
    },
  }
}

const isEveryday = new Set(everyday)

/** In the order of their code points, so that it does not matter which text held them. */
function charactersBeyond(texts: readonly string[], has: (character: string) => boolean): string {
  const found = new Set<string>()
  for (const text of texts) for (const character of text) if (!isEveryday.has(character)) found.add(character)
  return [...found].filter(has).toSorted().join('')
}
