import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Organisation } from '@recallwire/domain/directory/organisation.ts'
import { recallIdOf } from '@recallwire/domain/ids.ts'
import type { NoticeCommand } from '@recallwire/domain/notice/decide-notice.ts'
import {
  type Notice,
  newestRevision,
  noticeSchema,
  revisionSchema,
} from '@recallwire/domain/notice/notice.ts'
import { noticeContentSchema } from '@recallwire/domain/notice/notice-content.ts'
import { type ConfirmedReview, type Placed, placeProducts } from '@recallwire/domain/review/place-products.ts'
import { type ProblemReply, problem, problemOfZod } from '@recallwire/runtime/problem.ts'
import { z } from 'zod'
import { type ActDeps, actOnNotice, type NoticeAct, type NoticeActed } from './act-on-notice.ts'
import { checkNotice } from './check-notice.ts'

/** Where confirmed products go, and what a person says beside them. */
export const draftFromReviewSchema = z
  .strictObject({
    /** The recall they go into. Left out: the one whose words were confirmed, or with `reference` a new one. */
    recallId: z.string().max(80).optional(),
    /** The product of that recall whose place they take; its checks go on to them. Left out: they stand beside the others. */
    replaces: z.string().max(40).optional(),
    /** Makes a new recall of the products: the firm's own reference. */
    reference: noticeSchema.shape.reference.optional(),
    /** What a revision is for. */
    kind: revisionSchema.shape.kind.exclude(['initial']).default('correct'),
    /** Members of the content that take the place of what is there; a new recall needs all that the text cannot say. */
    content: z.record(z.string().max(60), z.unknown()).default({}),
  })
  .refine(({ recallId, reference }) => recallId === undefined || reference === undefined, {
    message: 'names a new recall, and recallId one that is there: give one of them',
    path: ['reference'],
  })
type Asked = z.output<typeof draftFromReviewSchema>

export type ReviewDraftAsk = {
  readonly review: ConfirmedReview
  readonly firm: Organisation
  /** The recall the products go into; none for a new one. */
  readonly notice: Notice | undefined
  readonly asked: Asked
  readonly actor: Actor
  readonly requestKey: string
}

export type ReviewDrafted =
  | { readonly kind: 'acted'; readonly acted: NoticeActed }
  | { readonly kind: 'problem'; readonly reply: ProblemReply }
  | { readonly kind: 'not-acceptable'; readonly errors: ReturnType<typeof checkNotice> }

/** Drafts a notice or a revision with the products a person confirmed, in the caller's name: a second person approves it. */
export async function draftFromReview(deps: ActDeps, ask: ReviewDraftAsk): Promise<ReviewDrafted> {
  const { review, firm, notice, asked, actor, requestKey } = ask
  const newest = notice && newestRevision(notice)
  if (notice !== undefined && newest !== undefined && (notice.draft ?? notice.closing) !== undefined)
    return { kind: 'problem', reply: somethingWaits }
  const base = newest?.content ?? notice?.draft?.content
  const placing = placeProducts(base ?? nothingYet, review, asked.replaces)
  if (placing.kind === 'refused') return { kind: 'problem', reply: unplaced(placing) }
  const body = {
    ...asked,
    content: { ...(base ?? { title: review.title }), ...placing.content, ...asked.content },
  }
  // Read in one go, so that a missing reference is named together with whatever the content misses.
  const read = (notice === undefined ? newRecallSchema : contentSchema).safeParse(body)
  if (!read.success) return { kind: 'problem', reply: problemOfZod(read.error, body) }
  const { content } = read.data
  const errors = checkNotice(content, firm)
  if (errors.length > 0) return { kind: 'not-acceptable', errors }
  const reference = notice?.reference ?? read.data.reference ?? ''
  const start = notice ?? {
    recallId: recallIdOf(actor.organisationId, reference),
    firmOrganisationId: actor.organisationId,
    reference,
    aliases: [],
  }
  if (notice === undefined && (await deps.backEnd.notices.get(start.recallId)) !== undefined)
    return { kind: 'problem', reply: alreadyThere }
  const act: NoticeAct = {
    start,
    firmName: firm.name,
    command: commandOf(newest?.revision, asked, { reference, content }),
    actor,
    requestKey,
    lookedAt: { revision: newest?.revision, waitingSince: notice?.draft?.draftedAt },
  }
  return { kind: 'acted', acted: await actOnNotice(deps, act) }
}

const contentSchema = z.object({
  reference: noticeSchema.shape.reference.optional(),
  content: noticeContentSchema,
})
const newRecallSchema = contentSchema.required({ reference: true })

const nothingYet: Placed = { products: [], checks: [], sources: [] }

const commandOf = (
  basedOn: number | undefined,
  { kind }: Asked,
  { reference, content }: Required<z.output<typeof newRecallSchema>>,
): NoticeCommand =>
  basedOn === undefined
    ? { kind: 'DraftNotice', reference, content }
    : { kind: 'DraftRevision', revisionKind: kind, content, basedOn }

const unplaced = ({ reason, message }: { readonly reason: string; readonly message: string }): ProblemReply =>
  problem(409, 'The confirmed products have no place there', {
    kind: `products-${reason}`,
    detail: `${message} Nothing was changed.`,
  })

const somethingWaits = problem(409, 'Something waits for approval already', {
  kind: 'draft-waits',
  detail: 'A revision or a closing of this recall waits for a second person. Decide on that first.',
})

const alreadyThere = problem(409, 'A recall with this reference is there already', {
  kind: 'already-exists',
  detail: 'Name it as recallId to put the products into it, or give the new recall a reference of its own.',
})
