import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { findRecall, recallArgument } from '../find-recall.ts'
import { done } from '../outcome.ts'
import { fileFailure } from '../read-given-file.ts'
import { writeNewFile } from '../write-new-file.ts'

export const bundle = defineCommand({
  name: 'bundle',
  summary: 'Download the evidence bundle of a recall, to be checked offline with "verify"',
  arguments: [recallArgument],
  options: [
    {
      flags: '-o, --output <file>',
      description: 'where to write it; a file that is there already is left alone',
      required: true,
    },
  ],
  examples: ['bundle FA-2025-019 -o FA-2025-019.bundle', 'bundle FA-2025-019 -o today.bundle --json'],
  input: z.strictObject({ recall: z.string(), output: z.string() }),
  ask: async (api, input, { workingFolder }) => {
    const recall = await findRecall(api, input.recall)
    if (recall.kind !== 'ok') return recall
    const { recallId } = recall.value
    const answer = await api.download(`/v1/recalls/${recallId}/bundle`)
    if (answer.kind !== 'ok') return answer
    try {
      // Evidence kept from earlier must not be lost to a slip of the hand.
      await writeNewFile(resolve(workingFolder, input.output), answer.value)
    } catch (error) {
      return fileFailure(input.output, 'written', error)
    }
    const bytes = answer.value.length
    const sha256 = createHash('sha256').update(answer.value).digest('hex')
    const text = `${input.output}: ${bytes} bytes, SHA-256 ${sha256}. Check it with: recallwire verify ${input.output}`
    return done({ recallId, file: input.output, bytes, sha256 }, text)
  },
})
