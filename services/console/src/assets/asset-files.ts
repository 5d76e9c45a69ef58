import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
}

export type AssetFiles = {
  /** Changes with the files, so that browsers may keep each version for good. */
  readonly version: string
  /** The file behind a path below the version, or undefined: nothing outside the known folders can be named. */
  find(path: string): { readonly file: string; readonly contentType: string } | undefined
}

/** Finds the style sheets, fonts, images and the script where their packages are installed. */
export function openAssetFiles(): AssetFiles {
  const require = createRequire(import.meta.url)
  const own = require.resolve('@recallwire/html/assets/recallwire.css')
  const htmx = require.resolve('htmx.org/dist/htmx.min.js')
  const uswds = require.resolve('@uswds/uswds/css/uswds.min.css')
  const folder = dirname(dirname(uswds))
  const single: Readonly<Record<string, string>> = { 'recallwire.css': own, 'htmx.min.js': htmx }
  const hash = createHash('sha256')
  for (const file of [own, htmx, uswds]) hash.update(readFileSync(file))
  return {
    version: hash.digest('hex').slice(0, 12),
    find: (path) => {
      const contentType = contentTypes[extname(path)]
      if (contentType === undefined) return undefined
      const [first, ...rest] = path.split('/')
      if (first === 'uswds') {
        if (rest.length === 0 || !rest.every(isPlainName)) return undefined
        return { file: join(folder, ...rest), contentType }
      }
      const file = Object.hasOwn(single, path) ? single[path] : undefined
      return file === undefined ? undefined : { file, contentType }
    },
  }
}

/** One part of a path that can only go down: no dots in front, no separators, no encodings. */
const isPlainName = (name: string): boolean => /^[A-Za-z0-9_@][A-Za-z0-9_@.-]*$/.test(name)
