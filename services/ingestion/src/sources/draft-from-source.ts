import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Organisation } from '@recallwire/domain/directory/organisation.ts'
import { recallIdOf } from '@recallwire/domain/ids.ts'
import type { NoticeCommand } from '@recallwire/domain/notice/decide-notice.ts'
import type { NewNotice } from '@recallwire/domain/notice/evolve-notice.ts'
import { noticeSchema } from '@recallwire/domain/notice/notice.ts'
import { noticeContentSchema } from '@recallwire/domain/notice/notice-content.ts'
import type { Proposal } from '@recallwire/domain/sources/proposal.ts'
import { type ProblemReply, problem, problemOfZod } from '@recallwire/runtime/problem.ts'
import { z } from 'zod'
import { actOnNotice, type NoticeActed } from '../notices/act-on-notice.ts'
import { checkNotice } from '../notices/check-notice.ts'
import type { SourceDeps } from './source-deps.ts'
import { proposalOf, type SourceContext } from './source-view.ts'

/** What a person adds to a proposal: the firm's own reference, and members of the content that take the place of proposed ones. */
export const draftFromSourceSchema = z.strictObject({
  /** For a new recall; one that exists has its own. */
  reference: noticeSchema.shape.reference.optional(),
  content: z.record(z.string().max(60), z.unknown()).default({}),
})
type Added = z.output<typeof draftFromSourceSchema>

export type DraftAsk = {
  readonly context: SourceContext
  readonly firm: Organisation
  readonly added: Added
  readonly actor: Actor
  readonly requestKey: string
}

export type Drafted =
  | { readonly kind: 'acted'; readonly acted: NoticeActed }
  | { readonly kind: 'problem'; readonly reply: ProblemReply }
  | { readonly kind: 'not-acceptable'; readonly errors: ReturnType<typeof checkNotice> }

const refuse = (reply: ProblemReply): Drafted => ({ kind: 'problem', reply })

/** Drafts what the records propose, with what the caller adds, in his name: a second person approves it like any draft. */
export async function draftFromSource(deps: SourceDeps, ask: DraftAsk): Promise<Drafted> {
  const { context, firm, actor, requestKey } = ask
  const proposal = proposalOf(context)
  const { notice } = context
  if (notice?.draft !== undefined || notice?.closing !== undefined) return refuse(somethingWaits)
  if (proposal.kind === 'nothing') return refuse(nothingToDraft)
  const body = { ...ask.added, content: contentOf(proposal, ask.added) }
  // Read in one go, so that a missing reference is named together with whatever the content misses.
  const read = (notice === undefined ? newRecallSchema : revisionSchema).safeParse(body)
  if (!read.success) return refuse(problemOfZod(read.error, body))
  const { reference = '', content } = read.data
  const start = notice ?? newRecall(actor, reference, proposal.kind === 'draft' ? proposal.aliases : [])
  if (notice === undefined && (await isAnothers(deps, start))) return refuse(alreadyThere)
  const errors = checkNotice(content, firm)
  if (errors.length > 0) return { kind: 'not-acceptable', errors }
  const command: NoticeCommand =
    proposal.kind === 'draft'
      ? { kind: 'DraftNotice', reference: start.reference, content }
      : {
          kind: 'DraftRevision',
          revisionKind: proposal.revisionKind,
          content,
          basedOn: proposal.basedOn,
        }
  return {
    kind: 'acted',
    acted: await actOnNotice(deps, { start, firmName: firm.name, command, actor, requestKey }),
  }
}

const newRecallSchema = z.object({ reference: noticeSchema.shape.reference, content: noticeContentSchema })
const revisionSchema = newRecallSchema.partial({ reference: true })

const newRecall = (actor: Actor, reference: string, aliases: readonly string[]): NewNotice => ({
  recallId: recallIdOf(actor.organisationId, reference),
  firmOrganisationId: actor.organisationId,
  reference,
  aliases: [...aliases],
})

/** A recall under this reference that was not made from these records: its draft would be overwritten. */
async function isAnothers(deps: SourceDeps, { recallId, aliases }: NewNotice): Promise<boolean> {
  const there = (await deps.backEnd.notices.get(recallId))?.document
  return there !== undefined && !aliases.some((alias) => there.aliases.includes(alias))
}

/** The contact is taken member by member, since records give a part of it; everything else as a whole. */
function contentOf(proposal: Exclude<Proposal, { kind: 'nothing' }>, { content: added }: Added): object {
  const { contact } = added
  const isParts = typeof contact === 'object' && contact !== null
  return {
    ...proposal.content,
    ...added,
    ...(isParts ? { contact: { ...proposal.content.contact, ...contact } } : {}),
  }
}

const nothingToDraft = problem(409, 'The records propose nothing', {
  kind: 'nothing-proposed',
  detail: 'The recall says what they say, or it is a draft or closed. Nothing was changed.',
})

const alreadyThere = problem(409, 'A recall with this reference is there already', {
  kind: 'already-exists',
  detail: 'Attach the records to it instead, or give the new recall a reference of its own.',
})

const somethingWaits = problem(409, 'Something waits for approval already', {
  kind: 'draft-waits',
  detail: 'A draft or a closing of this recall waits for a second person. Decide on that first.',
})
