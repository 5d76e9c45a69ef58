import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Registers what to do when a test has ended, whatever its outcome. */
export type WhenDone = (work: () => void | Promise<void>) => void

/** A folder for one test, removed after it. */
export function makeFolder(whenDone: WhenDone): string {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-embedded-'))
  whenDone(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
