import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import type { Api } from './api.ts'
import type { Surroundings } from './command.ts'
import { findRecall } from './find-recall.ts'
import { done, failure, type Outcome } from './outcome.ts'
import { readGivenJson } from './read-given-json.ts'

/** Where the confirmed products of a review go. */
export type DraftAsked = {
  readonly recall?: string | undefined
  readonly replaces?: string | undefined
  readonly reference?: string | undefined
  readonly kind?: string | undefined
  /** A file of what the text does not say. */
  readonly content?: string | undefined
}

/** Puts the products of a confirmed review into a draft, which a second person approves. */
export async function draftFromReview(
  api: Api,
  reviewId: string,
  asked: DraftAsked,
  surroundings: Surroundings,
): Promise<Outcome> {
  const { recall: wanted, replaces, reference, kind, content: file } = asked
  if (replaces !== undefined && wanted === undefined)
    return failure('usage', '--replaces goes with --recall', 'Name the recall whose product it is.')
  const recall = wanted === undefined ? undefined : await findRecall(api, wanted)
  if (recall !== undefined && recall.kind !== 'ok') return recall
  const hint = 'Write an object with the members of a notice, as "publish" takes them.'
  const content = file === undefined ? undefined : await readGivenJson(surroundings, file, hint)
  if (content !== undefined && content.kind !== 'ok') return content
  const body = { recallId: recall?.value.recallId, replaces, reference, kind, content: content?.value }
  const sent = {
    path: `/v1/notices/from-review/${reviewId}`,
    idempotencyKey: surroundings.newId(),
    contentType: 'application/json',
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
  const answer = await api.post(sent, noticeAnswerSchema)
  if (answer.kind !== 'ok') return answer
  const { recallId, status } = answer.value
  const text = `Recall ${recallId} (${status}) has a draft that waits for a second person: "reach" shows whom it would reach.`
  return done(answer.value, text)
}
