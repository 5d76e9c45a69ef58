import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Weight } from './drawing.ts'
import { type Font, openFont } from './font.ts'

let opened: Readonly<Record<Weight, Font>> | undefined

/**
 * Public Sans, as the design system brings it: Latin letters of all of Europe. Reading it takes some tens of milliseconds, so that it is
 * opened once.
 */
export function openPublicSans(): Readonly<Record<Weight, Font>> {
  opened ??= { regular: openFile('Regular'), bold: openFile('Bold') }
  return opened
}

function openFile(name: string): Font {
  const require = createRequire(import.meta.url)
  const style = require.resolve('@uswds/uswds/css/uswds.min.css')
  const folder = join(dirname(dirname(style)), 'fonts', 'public-sans')
  const font = openFont(readFileSync(join(folder, `PublicSans-${name}.ttf`)))
  font.embed([])
  return font
}
