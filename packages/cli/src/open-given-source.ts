import type { Surroundings } from './command.ts'
import type { Answer } from './outcome.ts'
import { fileFailure } from './read-given-file.ts'
import { openUploadSource, type UploadSource } from './upload-source.ts'

/** The file named on the command line, or standard input; what the system says of one that cannot be read is a refusal. */
export async function openGivenSource(
  file: string,
  surroundings: Surroundings,
): Promise<Answer<UploadSource>> {
  try {
    return { kind: 'ok', value: await openUploadSource(file, surroundings) }
  } catch (error) {
    return fileFailure(file, 'read', error)
  }
}
