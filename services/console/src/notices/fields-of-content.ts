import type { Check, NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { Clause, ScopeProduct, SoftwareTest } from '@recallwire/domain/scope/scope.ts'
import type { ReviewView } from '@recallwire/domain/views/review-view.ts'
import { type FormFields, readFields } from '../session/form-fields.ts'

/** The form's values for a notice that exists, so that a revision starts from what is published. */
export const fieldsOfContent = (content: NoticeContent): FormFields => readFields(valuesOf(content))

/** The form's values for a new notice that begins with the products of a text, and rests on that text. */
export const fieldsOfReview = (
  { title, manufacturer, text }: ReviewView,
  products: readonly ScopeProduct[],
) =>
  readFields({
    title,
    'source-title': title,
    'source-publisher': manufacturer,
    'source-text': text,
    products: String(products.length),
    ...Object.assign({}, ...products.map((product, index) => productFields(product, index, []))),
  })

function valuesOf(content: NoticeContent): Record<string, string> {
  const governing = content.sources.find((source) => source.rank === 1)
  const products = content.products.map((product, index) => productFields(product, index, content.checks))
  return {
    title: content.title,
    action: content.action,
    class: content.recallClass ?? 'none',
    standing: content.sourceStatus,
    begun: content.initiatedOn,
    reason: content.reason,
    hazard: content.hazard,
    injuries: content.injuries === null ? '' : String(content.injuries.serious),
    deaths: content.injuries === null ? '' : String(content.injuries.deaths),
    instructions: content.instructions.map((step) => step.replaceAll(/\s*\n\s*/g, ' ')).join('\n'),
    'contact-name': content.contact.name,
    'contact-phone': content.contact.phone,
    'contact-email': content.contact.email,
    'contact-hours': content.contact.hours ?? '',
    'source-title': governing?.title ?? '',
    'source-publisher': governing?.publisher ?? '',
    'source-date': governing?.publishedOn ?? '',
    'source-text': governing?.text ?? '',
    accounts: content.addressedAccounts.join('\n'),
    'firm-letter': content.firmLetter?.sha256 ?? '',
    'reply-days': String(content.replyWithinBusinessDays ?? ''),
    products: String(content.products.length),
    ...Object.assign({}, ...products),
  }
}

function productFields(
  product: ScopeProduct,
  index: number,
  checks: readonly Check[],
): Record<string, string> {
  const at = (name: string) => `product-${index}-${name}`
  const check = checks.find((candidate) => candidate.productId === product.productId)
  const units = unitsOf(product.units)
  return {
    [at('id')]: product.productId,
    [at('name')]: product.name,
    [at('manufacturer')]: product.manufacturer,
    [at('refs')]: product.refs.join('\n'),
    [at('dis')]: product.dis.join('\n'),
    [at('units')]: units.choice,
    [at('marks')]: units.marks.join('\n'),
    [at('verbatim')]: product.verbatim,
    [at('check-question')]: check?.question ?? '',
    [at('check-begins')]: check === undefined ? '' : beginsWith(check.passes),
    [at('check-passed')]: check?.whenPassed ?? '',
    [at('check-failed')]: check?.whenFailed ?? '',
  }
}

/** A clause the form has no fields for is kept as it is, unless another choice is made. */
function unitsOf(clause: Clause): { readonly choice: string; readonly marks: readonly string[] } {
  if ('all' in clause) return { choice: 'all', marks: [] }
  if ('serials' in clause) return { choice: 'serials', marks: clause.serials }
  if ('lots' in clause) return { choice: 'lots', marks: clause.lots }
  return { choice: 'keep', marks: [] }
}

const beginsWith = (test: SoftwareTest): string => test.startsWith ?? ''
