import { z } from 'zod'
import { revisionKinds } from '../notice/notice.ts'
import { noticeContentSchema } from '../notice/notice-content.ts'
import { scopeProductSchema } from '../scope/scope.ts'

const { shape } = noticeContentSchema

/** What a notice could say by its sources. A member that is not there was said by nobody, and nothing is put in its place. */
export const proposedContentSchema = z.strictObject({
  title: shape.title.optional(),
  recallClass: shape.recallClass,
  sourceStatus: shape.sourceStatus,
  initiatedOn: shape.initiatedOn.optional(),
  reason: shape.reason.optional(),
  injuries: z.null(),
  instructions: shape.instructions.optional(),
  products: z.array(
    z.strictObject({
      ...scopeProductSchema.shape,
      manufacturer: scopeProductSchema.shape.manufacturer.optional(),
    }),
  ),
  contact: z.strictObject(shape.contact.shape).partial(),
  sources: shape.sources,
})
export type ProposedContent = z.infer<typeof proposedContentSchema>

/** `missing`: the notice cannot be drafted without it. `check`: a person should look before anything is drafted. */
export const openPointSchema = z.strictObject({
  weight: z.enum(['missing', 'check']),
  /** Into the body of a new notice, e.g. `/content/hazard`. */
  pointer: z.string(),
  detail: z.string(),
})
export type OpenPoint = z.infer<typeof openPointSchema>

/** What the sources come to. It stays a proposal until somebody drafts it, and a second person approves the draft. */
export const proposalSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('draft'),
    aliases: z.array(z.string()),
    content: proposedContentSchema,
    openPoints: z.array(openPointSchema),
  }),
  z.strictObject({
    kind: z.literal('revision'),
    revisionKind: z.enum(revisionKinds).exclude(['initial']),
    /** The revision this was made from. */
    basedOn: z.int().min(1),
    content: noticeContentSchema,
    /** What it would change, in words. */
    changes: z.array(z.string()),
    openPoints: z.array(openPointSchema),
  }),
  z.strictObject({ kind: z.literal('nothing'), openPoints: z.array(openPointSchema) }),
])
export type Proposal = z.infer<typeof proposalSchema>
