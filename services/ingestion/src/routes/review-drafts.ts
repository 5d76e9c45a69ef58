import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { confirmedOf } from '@recallwire/domain/review/place-products.ts'
import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, keyOf } from '../answers.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { draftFromReview, draftFromReviewSchema } from '../notices/draft-from-review.ts'
import { findOwnNotice } from '../notices/find-own-notice.ts'
import { renderAnswer } from '../notices/notice-view.ts'
import { refusalProblem } from '../notices/refusal-problem.ts'
import { maxNoticeBytes, noticeProblem } from './notices.ts'

const route = defineRoute<Actor>()

/** From a confirmed reading of a text to a draft. Reviews themselves are the matcher's: here they are only read. */
export const reviewDraftRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/notices/from-review/:reviewId',
    summary:
      'Draft a notice or a revision with the products confirmed in a review; a second person approves it',
    action: 'notice.draft',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyLimit: maxNoticeBytes,
    params: z.strictObject({ reviewId: z.string().max(80) }),
    body: draftFromReviewSchema,
    reply: { 201: noticeAnswerSchema },
    handle: async (request) => {
      const { actor, params, body: asked } = request
      const { reviews, directory } = deps.backEnd
      const stored = (await reviews.get(params.reviewId))?.document
      const firm = (await directory.organisations.get(actor.organisationId))?.document
      const isOwn = stored !== undefined && mayAct(actor, 'notice.draft', { owners: [stored.organisationId] })
      if (!isOwn || firm === undefined) return absent('review')
      const review = confirmedOf(stored)
      if (review === undefined) return notConfirmed(stored.state.status)
      const recallId = asked.recallId ?? (asked.reference === undefined ? review.recallId : undefined)
      const found = recallId && (await findOwnNotice(deps, actor, 'notice.draft', recallId))
      if (recallId !== undefined && !found) return absent('recall')
      const notice = found ? found.notice : undefined
      const drafted = await draftFromReview(deps, {
        review,
        firm,
        notice,
        asked,
        actor,
        requestKey: keyOf(request),
      })
      if (drafted.kind === 'problem') return drafted.reply
      if (drafted.kind === 'not-acceptable') return noticeProblem(drafted.errors)
      return drafted.acted.kind === 'refused'
        ? refusalProblem(drafted.acted.refusal)
        : { status: 201, body: renderAnswer(drafted.acted.notice) }
    },
  }),
]

const notConfirmed = (status: string) =>
  problem(409, 'The review is not confirmed', {
    kind: 'not-confirmed',
    detail: `It is ${status}. A person confirms which products and units the text means before they are drafted.`,
  })
