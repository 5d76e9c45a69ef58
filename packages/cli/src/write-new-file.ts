import { link, open, unlink } from 'node:fs/promises'

/**
 * Writes a file that is there as a whole or not at all, and never in the place of another: what an earlier, broken-off try left
 * beside it is written over. Rejects with EEXIST where the file is there.
 */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.part`
  const file = await open(beside, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    // Unlike a rename a link is refused where something is there.
    await link(beside, path)
  } finally {
    await unlink(beside)
  }
}
