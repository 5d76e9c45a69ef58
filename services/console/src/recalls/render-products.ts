import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { Clause, SoftwareTest } from '@recallwire/domain/scope/scope.ts'
import { renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { plural } from '../words/words.ts'

/** Each product with the units that are covered, in our words and in the notice's own. */
export function renderProducts(content: NoticeContent): Html {
  return html`${content.products.map((product) => {
    const checks = content.checks.filter((check) => check.productId === product.productId)
    return html`<h4 class="margin-bottom-0">${product.name}</h4>
${renderDefinitionList([
  { term: 'Manufacturer', value: product.manufacturer },
  ...(product.refs.length > 0 ? [{ term: 'Product codes', value: product.refs.join(', ') }] : []),
  ...(product.dis.length > 0 ? [{ term: 'UDI-DI', value: product.dis.join(', ') }] : []),
  { term: 'Units covered', value: clauseWords(product.units) },
  {
    term: 'In the words of the notice',
    value: html`<details><summary>Show</summary><pre class="text-pre-wrap font-body-xs">${product.verbatim}</pre></details>`,
  },
  ...checks.map((check) => ({
    term: 'Check',
    value: html`${check.question} Right: ${softwareWords(check.passes)}. If so: ${check.whenPassed} If not, or not read: ${check.whenFailed}`,
  })),
])}`
  })}`
}

/** A scope clause as a phrase; long lists are counted and folded. */
function clauseWords(clause: Clause): Html | string {
  if ('all' in clause) return 'All units'
  if ('serials' in clause) return listWords('serial number', clause.serials)
  if ('lots' in clause) return listWords('lot', clause.lots)
  if ('serialRange' in clause) return `Serial numbers ${clause.serialRange.from} to ${clause.serialRange.to}`
  if ('serialPrefix' in clause) return `Serial numbers beginning with ${clause.serialPrefix.join(', ')}`
  if ('manufacturedBetween' in clause) return `Made ${datesWords(clause.manufacturedBetween)}`
  if ('expiresBetween' in clause) return `Expiring ${datesWords(clause.expiresBetween)}`
  if ('software' in clause) return `Software ${softwareWords(clause.software)}`
  if ('anyOf' in clause) return joined(clause.anyOf, ' or ')
  if ('allOf' in clause) return joined(clause.allOf, ' and ')
  if ('prose' in clause) return proseWords(clause.prose)
  return html`all except: ${clauseWords(clause.not)}`
}

const proseWords = (prose: string): Html =>
  html`as the notice's own words say, which no person has confirmed yet <details><summary>Show them</summary><pre class="text-pre-wrap font-body-xs">${prose}</pre></details>`

const joined = (parts: readonly Clause[], between: string): Html =>
  html`${parts.map((part, index) => html`${index > 0 && between}(${clauseWords(part)})`)}`

function listWords(name: string, values: readonly string[]): Html | string {
  const count = plural(values.length, name)
  if (values.length <= 12) return `${count}: ${values.join(', ')}`
  return html`<details><summary>${count}</summary>${values.join(', ')}</details>`
}

function datesWords(dates: { readonly from?: string | undefined; readonly to?: string | undefined }): string {
  return [dates.from && `from ${dates.from}`, dates.to && `until ${dates.to}`].filter(Boolean).join(' ')
}

export function softwareWords(test: SoftwareTest): string {
  return [
    test.equals && `is ${test.equals.join(' or ')}`,
    test.startsWith && `begins with ${test.startsWith}`,
    test.atLeast && `is at least ${test.atLeast}`,
    test.below && `is below ${test.below}`,
    test.except && `is not ${test.except.join(' or ')}`,
  ]
    .filter(Boolean)
    .join(' and ')
}
