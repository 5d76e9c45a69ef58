import { posix } from 'node:path'
import type { SourceFile } from './read-house.ts'

/**
 * What a file of a room draws in at run time from outside the room, by itself and through the files it imports there.
 * `files` are those of the room.
 */
export function reachImports(files: readonly SourceFile[], path: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const reached = new Set<string>()
  const visit = (current: string): void => {
    if (seen.has(current)) return
    seen.add(current)
    const imports = files.find((file) => file.path === current)?.imports ?? []
    for (const { from, typeOnly } of imports) {
      if (typeOnly) continue
      if (from.startsWith('.')) visit(posix.join(posix.dirname(current), from))
      else reached.add(from)
    }
  }
  visit(path)
  return reached
}
