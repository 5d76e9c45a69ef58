import { Readable } from 'node:stream'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { maxFirmLetterBytes } from '@recallwire/domain/notice/firm-letter.ts'
import type { attachmentViewSchema } from '@recallwire/domain/views/attachment-view.ts'
import { renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { namedErrors } from '../frame/form-errors.ts'
import { type PageDeps, pageRoute, sessionOver } from '../frame/page-route.ts'
import { uploadFormRoute } from '../frame/upload-form-route.ts'
import { openVisit, type Visit } from '../frame/visit.ts'
import { findSession } from '../session/authenticate-session.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'

const params = z.strictObject({ sha256: z.string().max(64) })

/** The firm's original letters: handing them in, and reading them again before a notice that names one is approved. */
export const firmLetterRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/firm-letters',
    summary: 'The original letters of your firm.',
    action: 'notice.draft',
    query: z.object({ notice: z.string().optional() }),
    show: (visit, { query }) => showLetters(visit, [], query.notice),
  }),
  uploadFormRoute(deps, {
    path: '/firm-letters',
    summary: 'Hand in an original letter of your firm.',
    action: 'notice.draft',
    page: '/firm-letters',
    submit: async (visit, { upload, key }) => {
      if (upload.kind === 'no-file')
        return showLetters(visit, [{ field: 'file', message: 'Choose the letter as PDF.' }])
      const handedIn = await visit.api.firmLetters.handIn(key, upload.fileName, upload.file)
      if (handedIn.kind === 'ok') return visit.leadTo('/firm-letters', 'firm-letter-handed-in')
      const { status, title, detail, errors } = handedIn.problem
      if (status !== 400 && status !== 413 && status !== 415 && status !== 422)
        return visit.refusal(handedIn.problem)
      const found = errors?.map((error) => `The name of the file ${error.detail}.`) ?? []
      return showLetters(visit, [{ field: 'file', message: found[0] ?? `${title}. ${detail ?? ''}`.trim() }])
    },
  }),
  defineRoute<Actor>()({
    method: 'GET',
    path: '/firm-letters/:sha256',
    summary: 'One original letter of your firm.',
    action: 'notice.draft',
    credential: 'session',
    // Refusals are read by a person, in the browser.
    answers: 'page',
    params,
    handle: async (request) => {
      const session = await findSession(deps, request.cookies)
      if (session === undefined) return sessionOver
      const visit = await openVisit(deps, deps.assets, session, request, '/recalls')
      const file = await visit.api.firmLetters.file(request.params.sha256)
      if (file.kind === 'problem') return visit.refusal(file.problem)
      const { body, contentType } = file.value
      return {
        status: 200,
        file: Readable.fromWeb(body),
        contentType,
        fileName: `${request.params.sha256}.pdf`,
      }
    },
  }),
]

async function showLetters(visit: Visit, errors: readonly FieldError[], notice?: string) {
  const letters = await visit.api.firmLetters.list()
  if (letters.kind === 'problem') return visit.refusal(letters.problem)
  return visit.page({
    title: 'Original letters',
    status: errors.length > 0 ? 422 : 200,
    notice,
    body: html`<p class="font-sans-md line-height-sans-4 measure-6">A letter of your firm, as it wrote it. It is chosen when a notice is drafted or revised, approved with it,
and goes out unaltered with every letter to a facility.</p>
${renderErrorSummary(namedErrors(errors))}
${renderForm({
  action: '/firm-letters',
  upload: true,
  hidden: visit.hidden(),
  submit: 'Hand it in',
  body: renderTextField({
    name: 'file',
    label: 'The letter, as PDF',
    hint: `At most ${maxFirmLetterBytes / 2 ** 20} MiB.`,
    type: 'file',
    accept: '.pdf,application/pdf',
    error: errors[0]?.message,
  }),
})}
${renderRecords({
  caption: 'Handed in, the newest first',
  columns: [
    { label: 'Letter' },
    { label: 'Size', numeric: true },
    { label: 'Handed in' },
    { label: 'SHA-256' },
  ],
  rows: letters.value.map(rowOf),
  empty: 'No letter is handed in yet.',
})}`,
  })
}

const rowOf = ({ sha256, fileName, size, uploadedAt }: z.output<typeof attachmentViewSchema>) => [
  html`<a class="usa-link" href="/firm-letters/${sha256}">${fileName}</a>`,
  `${Math.ceil(size / 1024)} kB`,
  renderTime(uploadedAt),
  html`<span class="text-wrap font-body-2xs">${sha256}</span>`,
]
