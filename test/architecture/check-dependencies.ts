import { packageOf } from './check-imports.ts'
import type { SourceFile } from './read-house.ts'

export type Manifest = {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** Declared because a package that is imported asks for it, not because it is imported. */
const peers = ['openapi-types']
/** The test runner belongs to the whole workspace and is declared once, at its root. */
const ofTheRoot = ['vitest', '@types/node']

/**
 * Where a room's package.json and its imports differ: `dependencies` are what its source imports, `devDependencies`
 * what only its tests do. Types of a package (`@types/x`) count as used when `x` is.
 */
export function checkDependencies(manifest: Manifest, files: readonly SourceFile[]): readonly string[] {
  const dependencies = Object.keys(manifest.dependencies ?? {})
  const devDependencies = Object.keys(manifest.devDependencies ?? {})
  const bySource = importedBy(files.filter((file) => !file.isTest))
  const byTests = importedBy(files.filter((file) => file.isTest))
  const used = (name: string) => byTests.has(name) || bySource.has(name.replace('@types/', ''))

  return [
    ...dependencies
      .filter((name) => !bySource.has(name) && !peers.includes(name))
      .map(unused('dependencies')),
    ...devDependencies.filter((name) => !used(name)).map(unused('devDependencies')),
    ...[...bySource].filter((name) => !dependencies.includes(name)).map(missing('dependencies')),
    ...[...byTests]
      .filter((name) => !dependencies.includes(name) && !devDependencies.includes(name))
      .map(missing('devDependencies')),
  ]

  function unused(list: string) {
    return (name: string) => `${manifest.name} declares ${name} in its ${list} and does not import it`
  }

  function missing(list: string) {
    return (name: string) => `${manifest.name} imports ${name}, which its ${list} do not declare`
  }
}

function importedBy(files: readonly SourceFile[]): ReadonlySet<string> {
  const names = files.flatMap((file) => file.imports.flatMap(({ from }) => packageOf(from) ?? []))
  return new Set(names.filter((name) => !ofTheRoot.includes(name)))
}
