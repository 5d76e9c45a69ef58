import { parseScopeText } from '@recallwire/domain/scope-text/parse-scope-text.ts'
import { z } from 'zod'
import { defineOfflineCommand } from '../command.ts'
import { done } from '../outcome.ts'
import { readGivenFile } from '../read-given-file.ts'
import { renderScopeDraft, scopeDraftValue } from '../render-scope-draft.ts'

export const readScope = defineOfflineCommand({
  name: 'read-scope',
  summary: 'Read which units a recall text covers, and show what was not understood',
  arguments: [{ flags: '<file>', description: 'the text, e.g. code_info of a recall record, in UTF-8' }],
  examples: ['read-scope letter.txt', 'read-scope code-info.txt --json'],
  remarks:
    'A draft for a person to check against the text, to be put into a notice by hand. No key of the API is needed.',
  input: z.strictObject({ file: z.string() }),
  work: async ({ file }, { workingFolder }) => {
    const read = await readGivenFile(workingFolder, file)
    if (read.kind !== 'ok') return read
    const draft = parseScopeText(new TextDecoder().decode(read.value))
    return done(scopeDraftValue(draft), renderScopeDraft(draft))
  },
})
