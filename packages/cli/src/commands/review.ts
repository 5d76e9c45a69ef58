import {
  type ReviewPage,
  reviewAnswerSchema,
  reviewPageSchema,
  reviewViewSchema,
} from '@recallwire/domain/views/review-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { draftFromReview } from '../draft-from-review.ts'
import { done, failure, type Outcome } from '../outcome.ts'
import { readGivenFile } from '../read-given-file.ts'
import { readGivenJson } from '../read-given-json.ts'
import { renderReview, renderReviewList } from '../render-reviews.ts'

const acts = ['list', 'open', 'show', 'confirm', 'dismiss', 'draft'] as const

const inputSchema = z.strictObject({
  act: z.enum(acts),
  name: z.string().optional(),
  status: z.enum(['open', 'confirmed', 'dismissed']).optional(),
  title: z.string().optional(),
  product: z.string().optional(),
  manufacturer: z.string().optional(),
  source: z.string().optional(),
  products: z.string().optional(),
  asRead: z.boolean().default(false),
  note: z.string().optional(),
  reason: z.string().optional(),
  recall: z.string().optional(),
  replaces: z.string().optional(),
  reference: z.string().optional(),
  content: z.string().optional(),
  kind: z.enum(['expand', 'narrow', 'reclassify', 'correct']).optional(),
})
type Input = z.output<typeof inputSchema>

const remarks = `A text in words is read by the machine and confirmed by a person, whose name is kept with what was changed of the reading.
Confirming changes no notice. "draft" then puts the products into one: in the place of the words they were read from, into the recall
you name, or into a new notice. A second person approves it like any other draft.`

export const review = defineCommand({
  name: 'review',
  summary: 'Confirm, as a person, which products and units a text means',
  arguments: [
    { flags: '<act>', description: acts.join(', ') },
    { flags: '[name]', description: 'open: a text file; show, confirm, dismiss, draft: a review' },
  ],
  options: [
    { flags: '--status <state>', description: 'list: open, confirmed or dismissed' },
    { flags: '--title <words>', description: 'open: what the text is' },
    { flags: '--product <name>', description: 'open: the product it is about' },
    { flags: '--manufacturer <name>', description: 'open: who makes it' },
    { flags: '--source <words>', description: 'open: where the text is from' },
    {
      flags: '--products <file>',
      description: 'confirm: JSON list of products, as "show --json" proposes them',
    },
    { flags: '--as-read', description: 'confirm: just as it was read, where nothing was left unread' },
    { flags: '--note <words>', description: 'confirm: what the next reader should know' },
    { flags: '--reason <words>', description: 'dismiss: why there is nothing to confirm' },
    { flags: '--recall <recallId>', description: 'draft: the recall the confirmed products go into' },
    { flags: '--replaces <productId>', description: 'draft: the product of it whose place they take' },
    { flags: '--kind <kind>', description: 'draft: what the revision is for (correct unless said)' },
    { flags: '--reference <words>', description: "draft: a new notice, under your firm's own reference" },
    {
      flags: '--content <file>',
      description: 'draft: JSON of what the text does not say (hazard, contact …)',
    },
  ],
  examples: [
    'review list --status open',
    'review open letter.txt --title "Letter of 2 June" --product "Pump 35700" --manufacturer "Example Devices"',
    'review confirm 4bq… --as-read',
    'review confirm 4bq… --products products.json --note "Lots 7 and 8 are one lot"',
    'review dismiss 4bq… --reason "A letter about another firm"',
    'review draft 4bq…',
    'review draft 4bq… --recall 7mc… --kind expand',
    'review draft 4bq… --reference FA-2025-019 --content rest.json',
  ],
  remarks,
  input: inputSchema,
  ask: (api, input, surroundings) => actOf(api, input, surroundings),
})

async function actOf(api: Api, input: Input, surroundings: Surroundings): Promise<Outcome> {
  const { act, name } = input
  if (act === 'list') return list(api, input)
  if (name === undefined) return failure('usage', `Name what to ${act}`, 'See recallwire review --help.')
  switch (act) {
    case 'open':
      return open(api, name, input, surroundings)
    case 'show': {
      const answer = await api.get(`/v1/reviews/${name}`, reviewViewSchema)
      return answer.kind === 'ok' ? done(answer.value, renderReview(answer.value)) : answer
    }
    case 'confirm':
      return confirm(api, name, input, surroundings)
    case 'dismiss':
      if (input.reason === undefined) return failure('usage', 'Give --reason', 'It is kept with the review.')
      return settle(api, `${name}/dismiss`, { reason: input.reason }, surroundings)
    case 'draft':
      return draftFromReview(api, name, input, surroundings)
    default:
      return act satisfies never
  }
}

/** Page after page: whoever looks for a review looks through all of them. */
async function list(api: Api, { status }: Input): Promise<Outcome> {
  const items: ReviewPage['items'] = []
  let open = 0
  let after: string | undefined
  do {
    const page = await api.get('/v1/reviews', reviewPageSchema, { status, after })
    if (page.kind !== 'ok') return page
    items.push(...page.value.items)
    open = page.value.open
    after = page.value.next
  } while (after !== undefined)
  return done({ items, open }, renderReviewList({ items, open }))
}

async function open(api: Api, file: string, input: Input, surroundings: Surroundings): Promise<Outcome> {
  const { title, product, manufacturer, source } = input
  if (title === undefined || product === undefined || manufacturer === undefined)
    return failure(
      'usage',
      'Give --title, --product and --manufacturer',
      'A text often does not say them itself.',
    )
  const bytes = await readGivenFile(surroundings.workingFolder, file)
  if (bytes.kind !== 'ok') return bytes
  const text = new TextDecoder().decode(bytes.value)
  return settle(
    api,
    '',
    { title, name: product, manufacturer, source, dis: [], refs: [], text },
    surroundings,
  )
}

async function confirm(api: Api, name: string, input: Input, surroundings: Surroundings): Promise<Outcome> {
  const { products: file, asRead, note } = input
  if ((file === undefined) !== asRead)
    return failure('usage', 'Give --products or --as-read, one of them', 'Look with "review show" before.')
  const products = file === undefined ? undefined : await readGivenJson(surroundings, file, productsHint)
  if (products !== undefined && products.kind !== 'ok') return products
  const body = products === undefined ? { asRead: true, note } : { products: products.value, note }
  return settle(api, `${name}/confirm`, body, surroundings)
}

/** Beside a file that is not JSON. */
const productsHint = 'Write a list of products, as "review show --json" proposes them.'

async function settle(api: Api, path: string, body: object, { newId }: Surroundings): Promise<Outcome> {
  const sent = {
    path: path === '' ? '/v1/reviews' : `/v1/reviews/${path}`,
    idempotencyKey: newId(),
    contentType: 'application/json',
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
  const answer = await api.post(sent, reviewAnswerSchema)
  if (answer.kind !== 'ok') return answer
  return done(answer.value, `Review ${answer.value.reviewId} is ${answer.value.status}.`)
}
