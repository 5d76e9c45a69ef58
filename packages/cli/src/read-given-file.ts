import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Answer, failure } from './outcome.ts'

/** A file named on the command line, whole. */
export async function readGivenFile(workingFolder: string, name: string): Promise<Answer<Uint8Array>> {
  try {
    return { kind: 'ok', value: await readFile(resolve(workingFolder, name)) }
  } catch (error) {
    return fileFailure(name, 'read', error)
  }
}

/** The system's reason by its name, such as ENOENT. What is no trouble with a file is thrown on. */
export function fileFailure(name: string, act: 'read' | 'written', error: unknown) {
  if (!(error instanceof Error) || !('code' in error)) throw error
  return failure('usage', `${name} cannot be ${act}`, `The system says ${error.code}.`)
}
