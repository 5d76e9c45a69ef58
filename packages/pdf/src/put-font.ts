import { deflateSync } from 'node:zlib'
import type { EmbeddedFont } from './font.ts'
import type { Objects } from './serialise.ts'

/** What does not change with the document is made once per subset. */
const tables = new WeakMap<
  EmbeddedFont,
  { readonly toUnicode: Uint8Array; readonly tag: string; readonly widths: string }
>()

/** Embeds a font whole: program, widths, and which character each glyph is (ISO 32000-1, 9.7 and 9.10). Gives its number. */
export function putFont(objects: Objects, font: EmbeddedFont, digest: (bytes: Uint8Array) => string): number {
  const [program, toUnicode, descriptor, descendant, id] = [
    objects.reserve(),
    objects.reserve(),
    objects.reserve(),
    objects.reserve(),
    objects.reserve(),
  ]
  const kept = tables.get(font) ?? {
    toUnicode: deflateSync(Buffer.from(unicodeMap(font.characters), 'latin1')),
    tag: tagOf(digest(font.program)),
    widths: font.widths.join(' '),
  }
  tables.set(font, kept)
  const name = `/${kept.tag}+${font.name}`
  objects.putStream(program, `/Length1 ${font.programLength} /Filter /FlateDecode`, font.program)
  objects.putStream(toUnicode, '/Filter /FlateDecode', kept.toUnicode)
  const { ascent, descent, capHeight, box } = font
  objects.put(
    descriptor,
    `<</Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${box.join(' ')}] /ItalicAngle 0 /Ascent ${Math.round(ascent)} /Descent ${Math.round(descent)} /CapHeight ${Math.round(capHeight)} /StemV 90 /FontFile2 ${program} 0 R>>`,
  )
  objects.put(
    descendant,
    `<</Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor ${descriptor} 0 R /DW 0 /W [0 [${kept.widths}]] /CIDToGIDMap /Identity>>`,
  )
  objects.put(
    id,
    `<</Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R>>`,
  )
  return id
}

/** Six capitals that tell subsets of one font apart. */
const tagOf = (hex: string): string =>
  [...hex.slice(0, 6)].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 16))).join('')

function unicodeMap(characters: readonly string[]): string {
  const lines = characters.map((character, number) => {
    const code = Buffer.from(character, 'utf16le').swap16().toString('hex')
    return `<${number.toString(16).padStart(4, '0')}> <${code}>`
  })
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}
