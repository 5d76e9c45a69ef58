import { emailSchema, phoneSchema } from '../directory/facility.ts'
import { lineOf } from '../text.ts'
import { joinSources, type RecallFromSources, type SourceVersion } from './join-sources.ts'
import { aliasesOf } from './notice-fields.ts'
import type { OpenPoint, Proposal, ProposedContent } from './proposal.ts'
import { proposeProduct } from './propose-product.ts'
import { oneLine, stepsOf } from './short-text.ts'
import { sourceTexts } from './source-texts.ts'

const mostProducts = 200
const mostSources = 50

/**
 * A notice as far as FDA's records can say it. What they do not say (the hazard, the kind of action, whom to call) is listed
 * for the firm to fill in; nothing is invented.
 */
export function proposeNotice(versions: readonly SourceVersion[]): Extract<Proposal, { kind: 'draft' }> {
  const recall = joinSources(versions)
  const { fields } = recall
  const firmName = fields.firmName?.value
  const proposed = recall.products
    .slice(0, mostProducts)
    .map((product, index) => proposeProduct(product, index, firmName))
  const products = proposed.flatMap(({ product }) => (product === undefined ? [] : [product]))
  const sources = sourceTexts(versions, 1)
  const steps = fields.action === undefined ? undefined : stepsOf(fields.action.value)
  const content: ProposedContent = {
    ...(products[0] === undefined ? {} : { title: titleOf(products[0].name) }),
    ...classOf(recall),
    ...(fields.initiatedOn === undefined ? {} : { initiatedOn: fields.initiatedOn.value }),
    ...(fields.reason === undefined ? {} : { reason: fields.reason.value.slice(0, 4_000).toWellFormed() }),
    injuries: null,
    ...(steps === undefined ? {} : { instructions: [...steps] }),
    products,
    contact: contactIn(fields.contact?.value ?? ''),
    sources: [...sources.slice(0, mostSources)],
  }
  const openPoints = [
    ...missingIn(content, recall),
    ...proposed.flatMap((one) => one.openPoints),
    ...tooMany(recall.products.length, mostProducts, '/content/products', 'products'),
    ...tooMany(sources.length, mostSources, '/content/sources', 'records'),
  ]
  return { kind: 'draft', aliases: [...aliasesOf(recall)], content, openPoints }
}

const titleOf = (product: string): string => oneLine(product, 200)

/** FDA's class and how far it has come; null while there is none. */
export function classOf({
  fields,
}: RecallFromSources): Pick<ProposedContent, 'recallClass' | 'sourceStatus'> {
  const said = fields.recallClass?.value
  const recallClass = said === 'I' || said === 'II' || said === 'III' ? said : null
  return { recallClass, sourceStatus: recallClass === null ? 'notice' : 'classified' }
}

/** Whom to ask, as far as the free text of a record says it. */
function contactIn(text: string): ProposedContent['contact'] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const email = text
    .split(/[\s,;<>()]+/)
    .map((word) => emailSchema.safeParse(word.replace(/\.$/, '')))
    .find((word) => word.success)?.data
  const phone = lines
    .map((line) => phoneSchema.safeParse(/\+?\(?\d[\d ().-]{8,}\d/.exec(line)?.[0] ?? ''))
    .find((line) => line.success)?.data
  const name = lines.map((line) => lineOf(120).safeParse(line)).find((line) => line.success)?.data
  const isName = name !== undefined && !/\d{3}|@/.test(name)
  return {
    ...(isName ? { name } : {}),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
  }
}

function missingIn(content: ProposedContent, { fields }: RecallFromSources): readonly OpenPoint[] {
  const missing = (member: string, detail: string): OpenPoint => ({
    weight: 'missing',
    pointer: `/content/${member}`,
    detail,
  })
  const { contact, instructions, initiatedOn, reason } = content
  return [
    missing('action', 'FDA does not say whether this is a removal, a correction or an inspection.'),
    missing('hazard', 'FDA publishes the reason and not the hazard (21 CFR 7.49(c)(1)(iii)).'),
    ...(reason === undefined ? [missing('reason', 'No record gives a reason.')] : []),
    ...(initiatedOn === undefined ? [missing('initiatedOn', 'No record says when the recall began.')] : []),
    ...(instructions !== undefined
      ? []
      : fields.action === undefined
        ? [missing('instructions', 'No record says what customers were told to do.')]
        : [missing('instructions', 'What customers were told is too long for steps: write them.')]),
    ...(['name', 'phone', 'email'] as const)
      .filter((member) => contact[member] === undefined)
      .map((member) => missing(`contact/${member}`, `No record gives the ${member} of a contact.`)),
    ...(content.products.length === 0 ? [missing('products', 'No record names a product.')] : []),
  ]
}

const tooMany = (count: number, most: number, pointer: string, what: string): readonly OpenPoint[] =>
  count <= most
    ? []
    : [{ weight: 'check', pointer, detail: `A notice takes ${most} ${what}; the event has ${count}.` }]
