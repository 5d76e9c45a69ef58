import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { emailSchema } from '@recallwire/domain/directory/facility.ts'
import { html } from '@recallwire/html/html.ts'
import { defineRoute, type PageReply, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { readFacility } from '../casework/read-facility.ts'
import { codePage, expiredPage } from './code-page.ts'
import { type FoundLink, findLink } from './find-link.ts'
import { type FormValues, fieldValue } from './form-fields.ts'
import { formPage, type OpenForm } from './form-page.ts'
import { notUsPage, recordNotUs } from './not-us-page.ts'
import { recordReply } from './record-reply.ts'
import { refusalPage } from './refusal-page.ts'
import { isSameHash } from './reply-code.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { replyPage } from './reply-page.ts'
import { hashHandle } from './reply-token.ts'
import { tryCode } from './try-code.ts'

const route = defineRoute<Actor>()
const params = z.strictObject({ token: z.string().max(200) })

/** Field names carry the ids of units, so that the form is read by `read-reply-form.ts` against the case. */
const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

const minute = 60_000
const common = { action: 'link.reply', credential: 'link', answers: 'page', params } as const

/**
 * The pages behind a mailed link. GET and HEAD change nothing. A POST that could change something needs the code, and comes
 * from our own page (the server checks the origin of every form).
 */
export const replyPageRoutes = (deps: ReplyDeps): readonly Route<Actor>[] => [
  route({
    ...common,
    method: 'GET',
    path: '/r/:token',
    summary: 'Show the public facts of a recall and ask for the code of the letter',
    rateLimit: { max: 120, windowMs: minute },
    handle: ({ params: { token } }) => withLink(deps, token, async (found) => codePage(deps, found, token)),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/r/:token/open',
    summary: 'Show the reply form to whoever has the code',
    bodyKind: 'form',
    body: formSchema,
    rateLimit: { max: 30, windowMs: minute },
    handle: ({ params: { token }, body }) =>
      withForm(deps, token, body, async (form) => formPage(deps, form)),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/r/:token/reply',
    summary: 'Record the reply of a facility',
    bodyKind: 'form',
    body: formSchema,
    // A field is about 60 bytes, a unit has at most nine: room for the 5,000 units a reply may name.
    bodyLimit: 4 * 1024 * 1024,
    rateLimit: { max: 30, windowMs: minute },
    handle: ({ params: { token }, body }) =>
      withForm(deps, token, body, (form) => recordReply(deps, form, body)),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/r/:token/fresh-code',
    summary: 'Mail a new link and code to the contact of the letter',
    bodyKind: 'form',
    body: formSchema,
    rateLimit: { max: 5, windowMs: 10 * minute },
    handle: async ({ params: { token }, body }) => freshCode(deps, token, fieldValue(body, 'email')),
  }),
  route({
    ...common,
    method: 'GET',
    path: '/r/:token/not-us',
    summary: 'Show the form by which somebody says that a letter is not for him',
    rateLimit: { max: 120, windowMs: minute },
    handle: ({ params: { token } }) => withLink(deps, token, async (found) => notUsPage(deps, found, token)),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/r/:token/not-us',
    summary: 'Write down that a letter is not for whoever has it',
    bodyKind: 'form',
    body: formSchema,
    rateLimit: { max: 30, windowMs: minute },
    handle: ({ params: { token }, body }) =>
      withLink(deps, token, (found) => recordNotUs(deps, found, token, body)),
  }),
  // Someone reloads or bookmarks a page that only a form can bring: back to where it begins.
  ...['open', 'reply', 'fresh-code'].map((step) =>
    route({
      ...common,
      method: 'GET',
      path: `/r/:token/${step}`,
      summary: 'Lead back to the first page of the link',
      handle: ({ params: { token } }) => ({ status: 303, location: `/r/${encodeURIComponent(token)}` }),
    }),
  ),
]

async function withLink(
  deps: ReplyDeps,
  token: string,
  show: (found: FoundLink) => Promise<PageReply>,
): Promise<PageReply> {
  const found = await findLink(deps, token)
  if (found.kind !== 'found') return refusalPage(deps, found)
  return found.state === 'expired' ? expiredPage(deps, found, token) : show(found)
}

/** Nothing of the facility is read before the code is right. */
const withForm = (
  deps: ReplyDeps,
  token: string,
  values: FormValues,
  show: (form: OpenForm) => Promise<PageReply>,
): Promise<PageReply> =>
  withLink(deps, token, async (found) => {
    const code = fieldValue(values, 'code')
    const trial = await tryCode(deps, found, code)
    if (trial.kind !== 'right') return codePage(deps, found, token, trial)
    const on = (await deps.backEnd.cases.get(readerOf(found.actor), found.letter.caseId))?.document
    if (on === undefined) return refusalPage(deps, { kind: 'unknown' })
    const facility = await readFacility(deps.backEnd, found.letter.facilityId)
    const given = fieldValue(values, 'formId')
    const formId = /^[0-9a-f]{32}$/.test(given) ? given : Buffer.from(deps.random(16)).toString('hex')
    return show({ found, token, on, facility, code, formId })
  })

/** Right address or wrong, asked too soon or not: the page is the same, so that it tells nobody who the contact is. */
async function freshCode(deps: ReplyDeps, token: string, typed: string): Promise<PageReply> {
  const found = await findLink(deps, token)
  if (found.kind !== 'found') return refusalPage(deps, found)
  const { letter, actor } = found
  const contact = (await deps.backEnd.directory.contacts.get(letter.plan.contactId))?.document
  const address = emailSchema.safeParse(typed)
  // Hashes have one length, so that the comparison takes one time.
  if (contact && address.success && isSameHash(hashHandle(address.data), hashHandle(contact.email))) {
    await deps.askFreshCode({ caseId: letter.caseId, letterId: letter.letterId, actor })
  }
  const { title, asked, wait, back } = found.texts.pages.freshCode
  const body = html`<p class="usa-intro">${asked}</p>
<p>${wait}</p>
<p><a class="usa-link" href="/r/${token}">${back}</a></p>`
  return replyPage(deps, found.texts, { status: 200, title, body })
}
