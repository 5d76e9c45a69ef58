import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { type Drawn, type PdfOptions, type Piece, paper, printable, type Weight } from './drawing.ts'
import { putFont } from './put-font.ts'
import { createObjects, dateString, number, references, textString } from './serialise.ts'
import { type Element, putStructure } from './structure.ts'

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
/** Little is gained by a higher level, and this is done for each of ten thousand letters. */
const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 1 })

/** The drawn pages as the bytes of a file. */
export function writePdf(
  { title, language, paper: kind, createdAt, fonts }: PdfOptions,
  {
    document,
    drawn,
    pages,
  }: { readonly document: Element; readonly drawn: readonly Drawn[]; readonly pages: number },
): Uint8Array {
  const { width, height } = paper[kind]
  const pieces = drawn.flatMap(({ commands }) => commands.filter((command) => typeof command !== 'string'))
  const textsOf = (weight: Weight) =>
    pieces.filter((piece) => (piece.weight ?? 'regular') === weight).map(({ text }) => text)
  const embedded = {
    regular: fonts.regular.embed(textsOf('regular')),
    bold: fonts.bold.embed(textsOf('bold')),
  }
  const objects = createObjects()
  // Fonts first: documents of one installation begin with the same bytes.
  const fontIds = {
    regular: putFont(objects, embedded.regular, digest),
    bold: putFont(objects, embedded.bold, digest),
  }
  const [catalog, tree, info, metadata, resources] = [
    objects.reserve(),
    objects.reserve(),
    objects.reserve(),
    objects.reserve(),
    objects.reserve(),
  ]
  objects.put(resources, `<</Font <</F0 ${fontIds.regular} 0 R /F1 ${fontIds.bold} 0 R>>>>`)
  const contents: string[][] = Array.from({ length: pages }, () => [])
  const marks: number[] = Array.from({ length: pages }, () => 0)
  for (const { page, commands, element } of drawn) {
    const said = commands.map((command) => (typeof command === 'string' ? command : textCommand(command)))
    if (element === undefined) contents[page]?.push('/Artifact BMC', ...said, 'EMC')
    else {
      const mark = marks[page] ?? 0
      marks[page] = mark + 1
      element.kids.push({ page, mark })
      contents[page]?.push(`/${element.role} <</MCID ${mark}>> BDC`, ...said, 'EMC')
    }
  }
  function textCommand({ text, x, y, size, weight = 'regular', grey = 0, upright }: Piece): string {
    const font = weight === 'regular' ? '/F0' : '/F1'
    const turn = upright ? '0 1 -1 0' : '1 0 0 1'
    return `BT ${number(grey)} g ${font} ${number(size)} Tf ${turn} ${number(x)} ${number(height - y)} Tm <${embedded[weight].encode(text)}> Tj ET`
  }
  const pageIds = contents.map((commands, page) => {
    const [content, id] = [objects.reserve(), objects.reserve()]
    objects.putStream(content, '/Filter /FlateDecode', deflate(Buffer.from(commands.join('\n'), 'latin1')))
    objects.put(
      id,
      `<</Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${width} ${height}] /Resources ${resources} 0 R /Contents ${content} 0 R /StructParents ${page} /Tabs /S>>`,
    )
    return id
  })
  objects.put(tree, `<</Type /Pages /Kids ${references(pageIds)} /Count ${pages}>>`)
  const structure = putStructure(objects, document, pageIds)
  objects.put(
    info,
    `<</Title ${textString(title)} /Producer (Recallwire) /CreationDate ${dateString(createdAt)}>>`,
  )
  objects.putStream(
    metadata,
    '/Type /Metadata /Subtype /XML',
    Buffer.from(metadataOf(title, language), 'utf8'),
  )
  objects.put(
    catalog,
    `<</Type /Catalog /Pages ${tree} 0 R /Lang ${textString(language)} /MarkInfo <</Marked true>> /StructTreeRoot ${structure} 0 R /ViewerPreferences <</DisplayDocTitle true>> /Metadata ${metadata} 0 R>>`,
  )
  return objects.finish(catalog, info, deflate, digest)
}

function metadataOf(title: string, language: string): string {
  const escaped = (text: string) =>
    printable(text).replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign] ?? '')
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
}
