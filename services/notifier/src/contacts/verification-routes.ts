import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { defaultLanguage } from '@recallwire/domain/directory/language.ts'
import { lineOf } from '@recallwire/domain/text.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import { defineRoute, type PageReply, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { type FormValues, fieldValue } from '../reply/form-fields.ts'
import type { ReplyDeps } from '../reply/reply-deps.ts'
import { type CodeTrial, tryCode } from '../reply/try-code.ts'
import { type AnswerDeps, answerVerification } from './answer-verification.ts'
import { type FoundVerification, findVerification } from './find-verification.ts'
import { tellingPage, type VerificationForm, verificationPage } from './verification-page.ts'
import { verificationTextsOf } from './verification-texts.ts'

export type VerificationDeps = Pick<ReplyDeps, 'environmentBanner' | 'linkSecret' | 'logger'> &
  AnswerDeps & { readonly backEnd: ReplyDeps['backEnd'] }

const route = defineRoute<Actor>()
const minute = 60_000
const common = {
  action: 'link.reply',
  credential: 'link',
  answers: 'page',
  params: z.strictObject({ token: z.string().max(200) }),
} as const

const formSchema = z.record(z.string().max(40), z.string().max(400))
const nameSchema = lineOf(120)

/** The pages behind the link of a letter that asks whether an address is right. GET and HEAD change nothing. */
export const verificationRoutes = (deps: VerificationDeps): readonly Route<Actor>[] => [
  route({
    ...common,
    method: 'GET',
    path: '/v/:token',
    summary: 'Ask whether recall letters to this address reach the right reader',
    rateLimit: { max: 120, windowMs: minute },
    handle: ({ params: { token } }) => withFound(deps, token, async (found) => showForm(deps, found, token)),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/v/:token/answer',
    summary: 'Record that an address for recall letters is right, or is not',
    bodyKind: 'form',
    body: formSchema,
    rateLimit: { max: 30, windowMs: minute },
    handle: ({ params: { token }, body }) =>
      withFound(deps, token, (found) => answer(deps, found, token, body)),
  }),
  // Someone reloads or bookmarks a page that only a form can bring: back to where it begins.
  route({
    ...common,
    method: 'GET',
    path: '/v/:token/answer',
    summary: 'Lead back to the first page of the link',
    handle: ({ params: { token } }) => ({ status: 303, location: `/v/${encodeURIComponent(token)}` }),
  }),
]

async function withFound(
  deps: VerificationDeps,
  token: string,
  show: (found: FoundVerification) => Promise<PageReply>,
): Promise<PageReply> {
  const found = await findVerification(deps, token)
  switch (found.kind) {
    case 'found':
      return show(found)
    case 'expired':
      return tellingPage(deps, found.language, {
        status: 410,
        ...verificationTextsOf(found.language).expired,
      })
    case 'unknown': {
      deps.logger.info('verification link not recognised')
      return tellingPage(deps, defaultLanguage, {
        status: 404,
        ...verificationTextsOf(defaultLanguage).unknown,
      })
    }
    default:
      return found satisfies never
  }
}

function showForm(
  deps: VerificationDeps,
  { language }: FoundVerification,
  token: string,
  filled: Partial<VerificationForm> = {},
): PageReply {
  const formId = Buffer.from(deps.random(16)).toString('hex')
  return verificationPage(deps, { token, language, formId, name: '', answer: '', errors: [], ...filled })
}

/** The code first: until it is right, nothing else that was typed is looked at. */
async function answer(
  deps: VerificationDeps,
  found: FoundVerification,
  token: string,
  values: FormValues,
): Promise<PageReply> {
  const { language, facility } = found
  const texts = verificationTextsOf(language)
  const given = { name: fieldValue(values, 'name'), answer: fieldValue(values, 'answer') }
  const code = fieldValue(values, 'code')
  const trial = await tryCode(deps, found, code)
  if (trial.kind !== 'right')
    return showForm(deps, found, token, { ...given, ...problemOf(deps, found, trial) })
  const errors = fieldErrors(given, texts.page)
  if (errors.length > 0) return showForm(deps, found, token, { ...given, errors })
  const confirmed = given.answer === 'yes'
  const formId = fieldValue(values, 'formId')
  await answerVerification(deps, found, {
    confirmed,
    name: nameSchema.parse(given.name),
    // The same form sent twice is one answer; gone back to and changed, it is another one.
    requestId: sha256Hex(canonicalJson([formId, given])),
  })
  const { title, text } = confirmed ? texts.confirmed : texts.declined
  return tellingPage(deps, language, { status: 200, title, text: text(facility.name) })
}

function problemOf(
  deps: VerificationDeps,
  { language }: FoundVerification,
  trial: Exclude<CodeTrial, { kind: 'right' }>,
): Partial<VerificationForm> {
  const { codeMissing, codeWrong } = verificationTextsOf(language).page
  switch (trial.kind) {
    case 'malformed':
      return { errors: [{ field: 'code', message: codeMissing }] }
    case 'wrong':
      return { errors: [{ field: 'code', message: codeWrong }] }
    case 'locked': {
      const waitMs = Date.parse(trial.until) - Date.parse(deps.clock.now())
      return { lockedMinutes: Math.max(1, Math.ceil(waitMs / minute)) }
    }
    default:
      return trial satisfies never
  }
}

function fieldErrors(
  given: { readonly name: string; readonly answer: string },
  page: { readonly answerMissing: string; readonly nameMissing: string },
): readonly FieldError[] {
  return [
    ...(given.answer === 'yes' || given.answer === 'no'
      ? []
      : [{ field: 'answer', message: page.answerMissing }]),
    ...(nameSchema.safeParse(given.name).success ? [] : [{ field: 'name', message: page.nameMissing }]),
  ]
}
