import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { ApiProblem } from '../api/transport.ts'
import type { FormFields } from '../session/form-fields.ts'
import { chosenLetter, type FirmLetter } from './choose-firm-letter.ts'
import { type KeptProducts, readProducts } from './read-products.ts'

export type ReadNotice =
  | { readonly kind: 'read'; readonly content: unknown }
  | { readonly kind: 'refused'; readonly errors: readonly FieldError[] }

type GivenBesides = {
  readonly base?: NoticeContent | undefined
  readonly kept?: KeptProducts | undefined
  readonly letters?: readonly FirmLetter[] | undefined
}

/**
 * The notice as the form tells it. Nothing is judged here: the owner of notices checks every field, and `noticeErrors` brings
 * its findings back to the fields. `base` lends what the form has no fields for, `kept` the units of products where there is no
 * notice yet, and `letters` are those that were offered.
 */
export function readNotice(fields: FormFields, besides: GivenBesides = {}): ReadNotice {
  const { base, kept = base, letters = [] } = besides
  const json = fields.text('json')
  if (json !== '') return readJson(json)
  const { text, lines, optional } = fields
  const firmLetter = chosenLetter(optional('firm-letter'), letters)
  if (firmLetter === 'gone')
    return { kind: 'refused', errors: [{ field: 'firm-letter', message: 'This letter is not on record' }] }
  const { products, checks } = readProducts(fields, kept)
  const injuries =
    text('injuries') === '' && text('deaths') === ''
      ? null
      : { serious: count(text('injuries')), deaths: count(text('deaths')) }
  const days = optional('reply-days')
  const governing = {
    title: text('source-title'),
    publisher: text('source-publisher'),
    ...given('publishedOn', optional('source-date')),
    rank: 1,
    text: text('source-text'),
  }
  const content = {
    title: text('title'),
    action: optional('action'),
    recallClass: text('class') === 'none' ? null : optional('class'),
    sourceStatus: optional('standing'),
    initiatedOn: text('begun'),
    reason: text('reason'),
    hazard: text('hazard'),
    injuries,
    instructions: lines('instructions'),
    products,
    checks,
    contact: {
      name: text('contact-name'),
      phone: text('contact-phone'),
      email: text('contact-email'),
      ...given('hours', optional('contact-hours')),
    },
    sources: [governing, ...(base?.sources.filter((source) => source.rank !== 1) ?? [])],
    addressedAccounts: lines('accounts'),
    ...(days === undefined ? {} : { replyWithinBusinessDays: count(days) }),
    ...(base === undefined ? {} : { depth: base.depth, effectivenessLevel: base.effectivenessLevel }),
    ...(firmLetter === undefined ? {} : { firmLetter }),
  }
  return { kind: 'read', content }
}

const given = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value })

/** A whole number, or the text as it is, so that the check of it can say what is wrong. */
const count = (text: string): number | string =>
  /^\d{1,9}$/.test(text) ? Number(text) : text === '' ? 0 : text

function readJson(text: string): ReadNotice {
  try {
    return { kind: 'read', content: JSON.parse(text) }
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'unreadable'
    return { kind: 'refused', errors: [{ field: 'json', message: `This is not JSON: ${why}` }] }
  }
}

const fieldNames: Readonly<Record<string, string>> = {
  title: 'title',
  action: 'action',
  recallClass: 'class',
  sourceStatus: 'standing',
  initiatedOn: 'begun',
  reason: 'reason',
  hazard: 'hazard',
  'injuries/serious': 'injuries',
  'injuries/deaths': 'deaths',
  injuries: 'injuries',
  instructions: 'instructions',
  'contact/name': 'contact-name',
  'contact/phone': 'contact-phone',
  'contact/email': 'contact-email',
  'contact/hours': 'contact-hours',
  'sources/0/title': 'source-title',
  'sources/0/publisher': 'source-publisher',
  'sources/0/publishedOn': 'source-date',
  sources: 'source-text',
  addressedAccounts: 'accounts',
  replyWithinBusinessDays: 'reply-days',
  firmLetter: 'firm-letter',
}

const productFieldNames: Readonly<Record<string, string>> = {
  productId: 'id',
  name: 'name',
  manufacturer: 'manufacturer',
  refs: 'refs',
  dis: 'dis',
  units: 'marks',
  verbatim: 'verbatim',
}

/** The findings of the API beside the form's own fields, with what a list's item says: "serial 4: is listed twice". */
export function noticeErrors(problem: ApiProblem, fields: FormFields): readonly FieldError[] {
  const errors = problem.errors ?? []
  const whole = fields.text('json') === '' ? 'title' : 'json'
  if (errors.length === 0) return [{ field: whole, message: problem.detail ?? problem.title }]
  return errors.map(({ pointer, detail }) => {
    if (pointer === '/reference') return { field: 'reference', message: detail }
    const path = pointer.replace(/^\/content\/?/, '')
    if (whole === 'json') return { field: 'json', message: `${pointer}: ${detail}` }
    return { field: fieldOf(path, fields), message: `${itemOf(path)}${detail}` }
  })
}

function fieldOf(path: string, fields: FormFields): string {
  const [, product, name = ''] = /^products\/(\d+)\/?(\w*)/.exec(path) ?? []
  if (product !== undefined) return `product-${product}-${productFieldNames[name] ?? 'name'}`
  const [, check, part = ''] = /^checks\/(\d+)\/?(\w*)/.exec(path) ?? []
  if (check !== undefined) return checkField(Number(check), part, fields)
  const parts = path.split('/')
  for (let length = parts.length; length > 0; length -= 1) {
    const found = fieldNames[parts.slice(0, length).join('/')]
    if (found !== undefined) return found
  }
  return 'title'
}

const checkFieldNames: Readonly<Record<string, string>> = {
  question: 'check-question',
  passes: 'check-begins',
  whenPassed: 'check-passed',
  whenFailed: 'check-failed',
}

/** Checks are numbered among the products that have one. */
function checkField(index: number, part: string, fields: FormFields): string {
  const withCheck = fields.names.filter(
    (name) => /^product-\d+-check-question$/.test(name) && fields.text(name) !== '',
  )
  const product = withCheck[index]?.split('-')[1] ?? '0'
  return `product-${product}-${checkFieldNames[part] ?? 'check-question'}`
}

/** Which item of a list is meant, counted as people count. */
function itemOf(path: string): string {
  const [, index] = /(?:serials|lots|dis|refs|instructions|addressedAccounts)\/(\d+)$/.exec(path) ?? []
  return index === undefined ? '' : `Entry ${Number(index) + 1}: `
}
