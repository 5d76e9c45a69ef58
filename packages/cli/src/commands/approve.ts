import { noticeAnswerSchema, recallViewSchema } from '@recallwire/domain/views/recall-view.ts'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { findRecall, recallArgument } from '../find-recall.ts'
import { done } from '../outcome.ts'

/** What waits is read first and named in the request, so that a draft changed meanwhile is not approved unseen. */
export const approve = defineCommand({
  name: 'approve',
  summary: 'Approve, as a second person, what waits: a draft goes out, a closing takes effect',
  arguments: [recallArgument],
  examples: ['approve FA-2025-019', 'approve FA-2025-019 --json'],
  remarks: 'Whoever drafted cannot approve (exit code 4). Look with "reach" before: letters go out at once.',
  input: z.strictObject({ recall: z.string() }),
  ask: async (api, input, { newId }) => {
    const recall = await findRecall(api, input.recall)
    if (recall.kind !== 'ok') return recall
    const { recallId, reference } = recall.value
    const notice = await api.get(`/v1/notices/${recallId}`, recallViewSchema)
    if (notice.kind !== 'ok') return notice
    const { draft, closing } = notice.value
    const waitingSince = draft?.draftedAt ?? closing?.askedAt
    const answer = await api.post(
      {
        path: `/v1/notices/${recallId}/approve`,
        idempotencyKey: newId(),
        contentType: 'application/json',
        body: new TextEncoder().encode(JSON.stringify({ waitingSince })),
      },
      noticeAnswerSchema,
    )
    if (answer.kind !== 'ok') return answer
    const { status, revision } = answer.value
    return done(
      answer.value,
      `Approved. ${reference} is ${status}, revision ${revision}: "${notice.value.title}".`,
    )
  },
})
