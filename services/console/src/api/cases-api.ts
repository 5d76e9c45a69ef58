import type { UnitAnswerInput } from '@recallwire/domain/casework/unit-answer.ts'
import { caseSummarySchema, caseViewSchema, taskViewSchema } from '@recallwire/domain/views/case-view.ts'
import { letterActSchema, stuckLetterSchema } from '@recallwire/domain/views/stuck-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

/** What a person answers about a case: `POST /v1/cases/{caseId}/replies`. */
export type ReplyInput = {
  readonly holdsNone: boolean
  readonly units: readonly UnitAnswerInput[]
  readonly dutyIds: readonly string[]
  readonly person: { readonly name: string; readonly role: string; readonly phone?: string | undefined }
  /** The text the person agreed to, or that was read to that person on the phone. */
  readonly statement: string
  /** How the firm was told; only for what the firm enters. */
  readonly channel?: 'phone' | 'email' | undefined
  /** When the call was, or the e-mail came; only for what the firm enters. */
  readonly occurredAt?: string | undefined
}

const done = z.unknown()

const forwardsSchema = z.object({
  facilities: z.array(
    z.object({
      facilityId: z.string(),
      outcome: z.enum(['forwarded', 'refused']),
      message: z.string().optional(),
    }),
  ),
})

/** Cases, what is owed in them, and the firm's phone tasks. */
export const createCasesApi = ({ ask }: Transport) => ({
  list: () => ask({ method: 'GET', path: '/v1/cases' }, z.array(caseSummarySchema)),
  ofRecall: (recallId: string) =>
    ask({ method: 'GET', path: `/v1/recalls/${recallId}/cases` }, z.array(caseSummarySchema)),
  get: (caseId: string) => ask({ method: 'GET', path: `/v1/cases/${caseId}` }, caseViewSchema),
  reply: (caseId: string, key: string, body: ReplyInput) =>
    ask({ method: 'POST', path: `/v1/cases/${caseId}/replies`, key, body }, done),
  addSender: (
    caseId: string,
    key: string,
    body: { readonly senderName: string; readonly reference: string },
  ) => ask({ method: 'POST', path: `/v1/cases/${caseId}/senders`, key, body }, done),
  reportWrongRecipient: (
    caseId: string,
    key: string,
    body: {
      readonly letterId: string
      readonly person: { readonly name: string; readonly other?: string }
      readonly channel?: string | undefined
      readonly occurredAt?: string
    },
  ) => ask({ method: 'POST', path: `/v1/cases/${caseId}/wrong-recipients`, key, body }, done),
  forward: (
    recallId: string,
    key: string,
    body: {
      readonly reference: string
      readonly facilityIds: readonly string[]
      readonly coverNote?: string
    },
  ) => ask({ method: 'POST', path: `/v1/recalls/${recallId}/forwards`, key, body }, forwardsSchema),
  stuckLetters: () => ask({ method: 'GET', path: '/v1/letters/stuck' }, z.array(stuckLetterSchema)),
  actOnLetter: (
    caseId: string,
    letterId: string,
    act: 'write-again' | 'by-phone' | 'waiver' | 'waiver/confirm' | 'waiver/decline',
    key: string,
    body: object = {},
  ) =>
    ask(
      { method: 'POST', path: `/v1/cases/${caseId}/letters/${letterId}/${act}`, key, body },
      letterActSchema,
    ),
  tasks: () => ask({ method: 'GET', path: '/v1/tasks' }, z.array(taskViewSchema)),
  raiseTask: (
    caseId: string,
    key: string,
    body: { readonly kind: string; readonly reason: string; readonly role?: string | undefined },
  ) => ask({ method: 'POST', path: `/v1/cases/${caseId}/tasks`, key, body }, done),
  takeTask: (caseId: string, taskId: string, key: string) =>
    ask({ method: 'POST', path: `/v1/cases/${caseId}/tasks/${taskId}/take`, key, body: {} }, done),
  finishTask: (caseId: string, taskId: string, key: string, body: { readonly outcome: string }) =>
    ask({ method: 'POST', path: `/v1/cases/${caseId}/tasks/${taskId}/done`, key, body }, done),
})
