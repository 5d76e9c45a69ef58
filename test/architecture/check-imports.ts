import { posix } from 'node:path'
import type { Room } from './import-table.ts'
import type { Import } from './read-source.ts'

const scope = '@recallwire/'

/** Every import of one file that its room's row in the table does not allow, each as a sentence. */
export function checkImports(room: Room, file: string, imports: readonly Import[]): readonly string[] {
  return imports.flatMap((found) => {
    const rule = brokenRule(room, file, found)
    return rule ? [`${file} imports '${found.from}': ${rule}`] : []
  })
}

/** The package an import names (`zod` for `zod/v4`), or undefined for a file of the room or a module of Node. */
export function packageOf(from: string): string | undefined {
  if (from.startsWith('.') || from.startsWith('node:')) return undefined
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

function brokenRule(room: Room, file: string, { from, typeOnly }: Import): string | undefined {
  const exception = room.exception?.under.some((under) => isUnder(file, `${room.folder}/src/${under}`))
    ? room.exception
    : undefined
  if (from.startsWith('.')) {
    const target = posix.join(posix.dirname(file), from)
    return target.startsWith(`${room.folder}/`)
      ? undefined
      : 'a relative import stays inside its room; another room is imported by its package name'
  }
  if (from.startsWith('node:')) {
    if (room.node === 'all' || exception || room.node.includes(from)) return undefined
    return `${room.folder} may import ${listOf(room.node, 'nothing')} of Node`
  }
  if (from.startsWith(scope)) {
    const rooms = [...room.rooms, ...(exception?.rooms ?? []), ...(typeOnly ? (room.types ?? []) : [])]
    const target = from.slice(scope.length)
    if (rooms.some((allowed) => target === allowed || target.startsWith(`${allowed}/`))) return undefined
    const types = room.types ? ` and types of ${listOf(room.types, '')}` : ''
    return `${room.folder} may import ${listOf(room.rooms, 'no other room')}${types}`
  }
  const outside = [...room.outside, ...(exception?.outside ?? [])]
  if (outside.includes(packageOf(from) ?? from)) return undefined
  return `${room.folder} may import ${listOf(room.outside, 'nothing')} from outside`
}

function isUnder(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`)
}

function listOf(names: readonly string[], none: string): string {
  return names.length > 0 ? names.join(', ') : none
}
