import { type ToldChannel, toldChannelSchema } from '@recallwire/domain/casework/reply-channel.ts'
import type { UnitAnswerInput } from '@recallwire/domain/casework/unit-answer.ts'
import { type Disposition, dispositions } from '@recallwire/domain/device/disposition.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { ApiProblem } from '../api/transport.ts'
import type { FormFields } from '../session/form-fields.ts'
import { instantOfField } from '../words/times.ts'
import type { UnitQuestion } from './reply-questions.ts'

export type ReadReply = {
  readonly holdsNone: boolean
  readonly units: readonly UnitAnswerInput[]
  readonly dutyIds: readonly string[]
  /** For each unit line sent, where its fields stand in the form. */
  readonly lines: readonly string[]
  readonly person: { readonly name: string; readonly role: string; readonly phone?: string }
  readonly channel?: ToldChannel
  readonly occurredAt?: string
}

/** Reads a reply form; what is missing is told per field, and nothing is guessed. */
export function readReply(
  fields: FormFields,
  questions: readonly UnitQuestion[],
  channel: 'console' | 'phone',
): { readonly reply: ReadReply; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const need = (field: string, message: string): string => {
    const text = fields.text(field)
    if (text === '') errors.push({ field, message })
    return text
  }
  const holdsNone = fields.text('holds') === 'none'
  if (fields.text('holds') === '')
    errors.push({ field: 'holds', message: 'Say whether you hold any of these units' })
  const answered = questions.flatMap((question) => readUnit(fields, question, holdsNone, errors))
  const dutyIds = fields.all('duty')
  if (dutyIds.length === 0)
    errors.push({ field: 'duties', message: 'Tick at least one letter that this reply answers' })
  const told = toldChannelSchema.safeParse(fields.text('told'))
  if (channel === 'phone' && !told.success)
    errors.push({ field: 'told', message: 'Say whether they answered on the phone or by e-mail' })
  const name = channel === 'phone' ? need('person-name', 'Write who answered') : ''
  const role = need(
    'person-role',
    channel === 'phone' ? 'Write what that person does' : 'Write your role at the facility',
  )
  const phone = fields.optional('person-phone')
  const when = channel === 'phone' ? need('when', 'Write when the call was or the e-mail came, in UTC') : ''
  const occurredAt = instantOfField(when)
  if (when !== '' && occurredAt === undefined)
    errors.push({ field: 'when', message: 'Write a date and a time' })
  return {
    errors,
    reply: {
      holdsNone,
      units: answered.map(({ answer }) => answer),
      lines: answered.map(({ line }) => line),
      dutyIds,
      person: { name, role, ...(phone === undefined ? {} : { phone }) },
      ...(channel === 'phone' && told.success ? { channel: told.data } : {}),
      ...(occurredAt === undefined ? {} : { occurredAt }),
    },
  }
}

type Line = { readonly line: string; readonly answer: UnitAnswerInput }

function readUnit(
  fields: FormFields,
  question: UnitQuestion,
  holdsNone: boolean,
  errors: FieldError[],
): readonly Line[] {
  const parts = question.splits ? [question.line, `${question.line}-rest`] : [question.line]
  const lines = parts.flatMap((line) => readLine(fields, question, line, errors))
  // Units left open on a first reply can be answered later; a reply that says nothing of any unit is none.
  if (lines.length === 0 && !holdsNone && fields.text('later') !== 'yes') {
    errors.push({
      field: `${question.line}-disposition`,
      message: `Say what became of ${question.unit.facts.serial ?? question.unit.facts.lot ?? 'this unit'}`,
    })
  }
  return lines
}

function readLine(
  fields: FormFields,
  { unit }: UnitQuestion,
  line: string,
  errors: FieldError[],
): readonly Line[] {
  const own = fields.text(`${line}-disposition`)
  const disposition = own === '' && !line.endsWith('-rest') ? fields.text('all-disposition') : own
  if (disposition === '') return []
  if (!isDisposition(disposition)) {
    errors.push({ field: `${line}-disposition`, message: 'Choose one of the answers' })
    return []
  }
  const quantity = fields.optional(`${line}-quantity`)
  if (quantity !== undefined && !/^[1-9]\d{0,6}$/.test(quantity)) {
    errors.push({ field: `${line}-quantity`, message: 'Write a whole number of units' })
  }
  const softwareVersion = fields.optional(`${line}-software`)
  const serial = fields.optional(`${line}-serial`)
  const lot = fields.optional(`${line}-lot`)
  const answer = {
    custodyId: unit.custodyId,
    disposition,
    ...(quantity === undefined ? {} : { quantity: Number(quantity) }),
    ...(softwareVersion === undefined ? {} : { softwareVersion }),
    ...(serial === undefined ? {} : { serial }),
    ...(lot === undefined ? {} : { lot }),
  }
  return [{ line, answer }]
}

const isDisposition = (text: string): text is Disposition => dispositions.some((known) => known === text)

const unitFields: Readonly<Record<string, string>> = { softwareVersion: 'software', custodyId: 'disposition' }
const otherFields: Readonly<Record<string, string>> = {
  '/person/name': 'person-name',
  '/person/role': 'person-role',
  '/person/phone': 'person-phone',
  '/occurredAt': 'when',
  '/channel': 'told',
  '/holdsNone': 'holds',
}

/** Finds the form's fields for the JSON pointers of a refusal; one without a field stands in the summary alone. */
export function replyErrors(problem: ApiProblem, lines: readonly string[]): readonly FieldError[] {
  const errors = problem.errors ?? []
  if (errors.length === 0) return [{ field: 'holds', message: problem.detail ?? problem.title }]
  return errors.map(({ pointer, detail }) => {
    const [, index, name = 'disposition'] = /^\/units\/(\d+)(?:\/(\w+))?$/.exec(pointer) ?? []
    const line = index === undefined ? undefined : lines[Number(index)]
    if (line !== undefined) return { field: `${line}-${unitFields[name] ?? name}`, message: detail }
    return {
      field: otherFields[pointer] ?? (pointer.startsWith('/dutyIds') ? 'duties' : 'holds'),
      message: detail,
    }
  })
}
