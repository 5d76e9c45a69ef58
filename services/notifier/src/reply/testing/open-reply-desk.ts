import { createHash } from 'node:crypto'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case, LetterPlan } from '@recallwire/domain/casework/case.ts'
import { type Letter, letterSchema } from '@recallwire/domain/letter/letter.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { askFreshCode } from '../../casework/ask-fresh-code.ts'
import type { CaseworkDeps } from '../../casework/casework-deps.ts'
import { reportWrongRecipient } from '../../casework/report-wrong-recipient.ts'
import { submitReply } from '../../casework/submit-reply.ts'
import { notifierConfigSchema } from '../../config.ts'
import { caseId, newestPlan, withInitialLetter } from '../../letters/testing/sample-case.ts'
import {
  coordinator,
  facilityId,
  firmOrganisationId,
  organisationId,
  publishedAt,
  recallId,
} from '../../letters/testing/sample-recall.ts'
import { seedRecall } from '../../testing/seed-recall.ts'
import type { FormValues } from '../form-fields.ts'
import { hashCode } from '../reply-code.ts'
import { replyPageRoutes } from '../reply-page-routes.ts'
import { hashHandle, mintReplyToken } from '../reply-token.ts'

const publicUrl = 'https://recalls.example.org'
const linkSecret = new Uint8Array(32).fill(7)
export const code = '482913'

/** A letter that was sent, with a link of its own; `name` makes the link's secret. */
export function letterWithLink(
  plan: LetterPlan,
  name = 'first',
): { readonly letter: Letter; readonly token: string } {
  const handle = createHash('sha256').update(name).digest('base64url')
  const { letterId } = plan
  const letter = letterSchema.parse({
    letterId,
    caseId,
    recallId,
    facilityId,
    organisationId,
    plan: letterSchema.shape.plan.strip().parse(plan),
    recallClass: null,
    state: 'sent',
    queuedAt: plan.plannedAt,
    attempts: 1,
    possibleRepeat: false,
    address: coordinator.email,
    sentAt: plan.plannedAt,
    link: {
      handleHash: hashHandle(handle),
      codeHash: hashCode(linkSecret, letterId, code),
      expiresAt: addMs(plan.plannedAt, 30 * 86_400_000),
      wrongCodes: 0,
    },
  })
  return { letter, token: mintReplyToken(linkSecret, handle) }
}

/** Reply pages on a store with one case and its initial letter; the clock moves only when a test says so. */
export async function openReplyDesk(backEnd: BackEnd, on: Case = withInitialLetter()) {
  let now = addMs(publishedAt, 3_600_000)
  let drawn = 0
  const casework: CaseworkDeps = {
    backEnd,
    clock: { now: () => now },
    realNow: () => now,
    random: (bytes) => {
      drawn += 1
      return createHash('sha512').update(`draw ${drawn}`).digest().subarray(0, bytes)
    },
    installationId: firmOrganisationId,
    logger: createLogger({ level: 'silent' }),
    config: notifierConfigSchema.parse({ RECALLWIRE_PUBLIC_URL: publicUrl }),
  }
  const http = createHttpServer<Actor>({
    logger: casework.logger,
    metrics: createMetrics(),
    publicUrl,
    trustProxy: false,
    now: () => now,
  })
  const deps = {
    ...casework,
    linkSecret,
    submitReply: (submission: Parameters<typeof submitReply>[1]) => submitReply(casework, submission),
    askFreshCode: (asked: Parameters<typeof askFreshCode>[1]) => askFreshCode(casework, asked),
    reportWrongRecipient: (report: Parameters<typeof reportWrongRecipient>[1]) =>
      reportWrongRecipient(casework, report),
  }
  for (const route of replyPageRoutes(deps)) http.add(route)

  const { letter, token } = letterWithLink(newestPlan(on))
  await seedRecall(backEnd)
  const first = { expectedVersion: 0, events: [] }
  await backEnd.cases.save({ ...first, id: caseId, next: on })
  await backEnd.letters.save({ ...first, id: letter.letterId, next: letter })

  const reader = serviceReader('test')
  let address = 0
  return {
    http,
    /** The address of a page of the first letter's link. */
    path: (step = '') => `/r/${token}${step}`,
    token,
    letterId: letter.letterId,
    pass: (ms: number) => {
      now = addMs(now, ms)
    },
    get: (path: string, method: 'GET' | 'HEAD' = 'GET') => http.inject({ method, url: path }),
    /** Sends a form as our own page would; each from an address of its own, out of the rate limiter's way. */
    post: (
      path: string,
      values: FormValues,
      headers: Readonly<Record<string, string>> = { origin: publicUrl },
    ) => {
      address += 1
      const fields = Object.entries(values).flatMap(([name, value]) =>
        [value].flat().map((each): [string, string] => [name, each]),
      )
      return http.inject({
        method: 'POST',
        url: path,
        remoteAddress: `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(fields).toString(),
      })
    },
    onCase: async (): Promise<Case> => found(await backEnd.cases.get(reader, caseId)),
    letter: async (): Promise<Letter> =>
      letterSchema.parse(found(await backEnd.letters.get(letter.letterId))),
    saveCase: async (next: Case) => {
      const stored = await backEnd.cases.get(reader, caseId)
      await backEnd.cases.save({ id: caseId, expectedVersion: stored?.version ?? 0, next, events: [] })
    },
    saveLetter: async (next: Letter) => {
      const stored = await backEnd.letters.get(next.letterId)
      await backEnd.letters.save({
        id: next.letterId,
        expectedVersion: stored?.version ?? 0,
        next,
        events: [],
      })
    },
    close: () => http.close(),
  }
}
export type ReplyDesk = Awaited<ReturnType<typeof openReplyDesk>>

function found<Document>(stored: { readonly document: Document } | undefined): Document {
  if (stored === undefined) throw new Error('the document is gone')
  return stored.document
}
