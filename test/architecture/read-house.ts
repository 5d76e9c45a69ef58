import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { readSource, type SourceFacts } from './read-source.ts'

/** A file of the repository; `path` counts from its root, with slashes. */
export type SourceFile = SourceFacts & {
  readonly path: string
  readonly lines: number
  readonly isTest: boolean
}

const skipped = new Set(['node_modules', '.git', 'data', 'coverage'])
const written = /\.(ts|json|md|ya?ml|css|html|js|mjs|sh|conf|toml)$|(^|\/)(run|LICENSE|Dockerfile|\.[a-z]+)$/

/** Every file below the folder, as paths from the root of the repository. Vendored and generated folders are left out. */
export function listFiles(root: string, folder = ''): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(root, path)
    return entry.isFile() ? [path] : []
  })
}

/** The texts people wrote: no pictures, fonts or databases. */
export function isWritten(path: string): boolean {
  return written.test(path)
}

/** The folders that hold the rooms: every folder of packages and services, and those of infra that hold source. */
export function listRooms(files: readonly string[]): readonly string[] {
  const rooms = files.flatMap(
    (file) => /^((?:packages|services|infra)\/[^/]+)\/src\/.*\.ts$/.exec(file)?.[1] ?? [],
  )
  return [...new Set(rooms)]
}

/** Tests, and what only tests use: `x.test-support.ts` and the `testing` folder of a room. Sources may import none of them. */
export function isTest(path: string): boolean {
  return /\.test(-support)?\.ts$|\/testing\//.test(path)
}

/** The TypeScript files of a room, parsed. */
export function readRoom(root: string, files: readonly string[], folder: string): readonly SourceFile[] {
  return files
    .filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.ts'))
    .map((path) => ({
      path,
      isTest: isTest(path),
      ...readSource(readFileSync(join(root, path), 'utf8'), path),
    }))
}
