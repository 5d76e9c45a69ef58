import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { done } from '../outcome.ts'
import { readGivenFile } from '../read-given-file.ts'
import { sendFirmLetter } from '../send-firm-letter.ts'

const waiting = {
  nothing: 'Nothing waits for approval.',
  draft: 'The draft waits for a second person: look with "reach", then that person runs "approve".',
  closing: 'A request to end the recall waits for a second person.',
} as const

/** The file is sent as it is: its fields are the API's to check, and each bad one comes back by name. */
export const publish = defineCommand({
  name: 'publish',
  summary: 'Draft a notice; it goes out when a second person approves it',
  arguments: [
    { flags: '<file>', description: 'JSON file: { "reference": "FA-2025-019", "content": { … } }' },
  ],
  options: [
    { flags: '--letter <file>', description: 'PDF of your original letter, which every letter then carries' },
  ],
  examples: [
    'publish notice.json',
    'publish notice.json --letter customer-letter.pdf',
    'publish notice.json --json',
  ],
  remarks: 'The fields of the content are described under POST /v1/notices in /openapi.json.',
  input: z.strictObject({ file: z.string(), letter: z.string().optional() }),
  ask: async (api, { file, letter }, { workingFolder, newId }) => {
    const notice = await readGivenFile(workingFolder, file)
    if (notice.kind !== 'ok') return notice
    const body =
      letter === undefined
        ? notice
        : await sendFirmLetter(api, notice.value, { workingFolder, letter, idempotencyKey: newId() })
    if (body.kind !== 'ok') return body
    const path = '/v1/notices'
    const sent = { path, idempotencyKey: newId(), contentType: 'application/json', body: body.value }
    const answer = await api.post(sent, noticeAnswerSchema)
    if (answer.kind !== 'ok') return answer
    const { recallId, status, waiting: what } = answer.value
    return done(answer.value, `Recall ${recallId} is stored as ${status}. ${waiting[what]}`)
  },
})
