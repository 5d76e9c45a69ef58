import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { readerOf } from '@recallwire/domain/access/actor.ts'
import type { CaseRefusal } from '@recallwire/domain/casework/case-command.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { Texts } from '../language/texts.ts'
import { confirmNonePage, unitsShown } from './confirm-none-page.ts'
import { type FormValues, fieldValue } from './form-fields.ts'
import { formPage, type OpenForm } from './form-page.ts'
import { type ReplyDraft, readReplyForm } from './read-reply-form.ts'
import { recordedPage } from './recorded-page.ts'
import { refusalPage } from './refusal-page.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { signedText } from './signed-text.ts'

/** A filled-in form: errors come back in place, "we hold none" is asked twice, everything else is recorded and read back. */
export async function recordReply(deps: ReplyDeps, form: OpenForm, values: FormValues): Promise<PageReply> {
  const { found, on } = form
  const { texts } = found
  const { newest } = found.recall
  const read = readReplyForm(values, on, newest.content.contact.phone, texts)
  if (read.kind === 'errors') return formPage(deps, form, values, read.errors)
  // What is signed must be what was read.
  if (fieldValue(values, 'revision') !== String(newest.revision))
    return formPage(deps, form, values, [{ field: 'understood', message: texts.pages.problem.changed }])
  const { draft } = read
  if (draft.holdsNone && fieldValue(values, 'confirmedNone') !== unitsShown(on))
    return confirmNonePage(deps, form, values)
  const submitted = await submitDraft(deps, form, draft)
  if (submitted.kind === 'accepted') return showRecorded(deps, form, submitted.replyId)
  if (submitted.reason === 'closed')
    return refusalPage(deps, { ...found, kind: 'closed', letterId: found.letter.letterId })
  return formPage(deps, form, values, [refusedField(submitted, draft, texts)])
}

function submitDraft(deps: ReplyDeps, form: OpenForm, draft: ReplyDraft) {
  const { found, on, facility, formId } = form
  const { holdsNone, dutyIds, person } = draft
  const units = draft.lines.map(({ answer }) => answer)
  const { notice, newest } = found.recall
  const statement = found.texts.pages.statement(notice.reference, newest.revision, facility.name)
  return deps.submitReply({
    caseId: on.caseId,
    letterId: found.letter.letterId,
    channel: 'link',
    actor: found.actor,
    occurredAt: deps.clock.now(),
    // The same form sent twice is one reply; gone back to and corrected, it is another one that supersedes.
    requestId: sha256Hex(canonicalJson([formId, holdsNone, units, dutyIds, person])),
    person,
    holdsNone,
    units,
    dutyIds,
    statement: signedText(statement, { holdsNone, units, dutyIds }),
  })
}

async function showRecorded(deps: ReplyDeps, form: OpenForm, replyId: string): Promise<PageReply> {
  const { actor, letter, texts } = form.found
  const on = (await deps.backEnd.cases.get(readerOf(actor), form.on.caseId))?.document
  const reply = on?.replies.find((candidate) => candidate.replyId === replyId)
  if (on === undefined || reply === undefined)
    throw new Error(`reply ${replyId} was accepted and is not there`)
  deps.logger.info('reply recorded', { caseId: on.caseId, replyId, letterId: letter.letterId })
  const { name = texts.receipt.erased, role = texts.receipt.erased } =
    (await deps.backEnd.personal.get(reply.personalRef))?.value ?? {}
  return recordedPage(deps, { ...form, on }, reply, { name, role })
}

/** A refusal names a line by its place in the command; the form shows it at the field that line came from. */
function refusedField(refusal: CaseRefusal, draft: ReplyDraft, texts: Texts): FieldError {
  const index = /^\/units\/(\d+)\//.exec(refusal.pointer)?.[1]
  const field = (index && draft.lines[Number(index)]?.field) || 'holding'
  return { field, message: texts.pages.problem.refused(refusal) }
}
