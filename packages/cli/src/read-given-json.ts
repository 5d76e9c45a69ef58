import type { Surroundings } from './command.ts'
import { type Answer, failure } from './outcome.ts'
import { readGivenFile } from './read-given-file.ts'

/** A file the caller names, as JSON; `hint` says what belongs in it. */
export async function readGivenJson(
  { workingFolder }: Pick<Surroundings, 'workingFolder'>,
  file: string,
  hint: string,
): Promise<Answer<unknown>> {
  const bytes = await readGivenFile(workingFolder, file)
  if (bytes.kind !== 'ok') return bytes
  try {
    return { kind: 'ok', value: JSON.parse(new TextDecoder().decode(bytes.value)) }
  } catch {
    return failure('usage', `${file} is not JSON`, hint)
  }
}
