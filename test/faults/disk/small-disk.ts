import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own in memory, small enough to be filled. */
export type SmallDisk = {
  readonly folder: string
  /** Leaves less than a page of room. */
  fill(): void
  /** Gives the room back. */
  free(): void
  readOnly(): void
  writable(): void
  unmount(): void
}

/** A text says why nothing can be mounted here. */
export function mountSmallDisk(megabytes: number): SmallDisk | string {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-disk-'))
  const mount = (options: string, ...more: readonly string[]) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, ...more, 'tmpfs', folder], { encoding: 'utf8' })
  const mounted = mount(`size=${megabytes}m`)
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true })
    return `no file system can be mounted here (${(mounted.stderr ?? String(mounted.error)).trim()})`
  }
  const filler = join(folder, 'filler')
  const must = (what: string, { status, stderr }: ReturnType<typeof mount>): void => {
    if (status !== 0) throw new Error(`${what} failed: ${stderr}`)
  }
  return {
    folder,
    fill: () => {
      writeFileSync(filler, '')
      for (const size of [1 << 20, 1 << 16, 1 << 12]) while (appends(filler, new Uint8Array(size)));
    },
    free: () => rmSync(filler),
    readOnly: () => must('mounting read-only', mount('remount,ro')),
    writable: () => must('mounting writable', mount('remount,rw')),
    unmount: () => {
      must('unmounting', spawnSync('umount', ['--lazy', folder], { encoding: 'utf8' }))
      rmSync(folder, { recursive: true })
    },
  }
}

function appends(file: string, bytes: Uint8Array): boolean {
  try {
    appendFileSync(file, bytes)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false
    throw error
  }
}
