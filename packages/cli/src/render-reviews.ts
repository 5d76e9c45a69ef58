import type { ReviewPage, ReviewView } from '@recallwire/domain/views/review-view.ts'
import { renderTable } from './render-table.ts'
import { counted, shortInstant } from './words.ts'

const longest = 60

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

export function renderReviewList({ items, open }: ReviewPage): string {
  const rows = items.map((review) => [
    review.reviewId,
    review.status,
    shortInstant(review.openedAt),
    oneLine(review.title),
  ])
  const table = renderTable(
    ['REVIEW', 'STATE', 'OPENED', 'TEXT'],
    rows,
    'No text waits or waited for a reading.',
  )
  return `${table}\n\n${counted(open, 'review')} open.`
}

/** When a person settled it, and the words left with it. */
function settlementOf(state: ReviewView['state']): readonly string[] {
  if (state.status === 'open') return []
  const words = state.status === 'dismissed' ? state.reason : state.note
  return [`On ${shortInstant(state.at)}${words === undefined ? '' : `: ${words}`}`]
}

/** What was read, what was not, and what would be confirmed, one below the other as a terminal can show it. */
export function renderReview(review: ReviewView): string {
  const { text, values, remainders, proposed, problems, state } = review
  const isConfirmed = state.status === 'confirmed'
  const unread = remainders.filter(({ weight }) => weight === 'may-matter')
  return [
    `${review.title} (${state.status})`,
    ...settlementOf(state),
    '',
    renderTable(
      ['PRODUCT', 'READ AS', 'VALUE', 'FROM'],
      values.map(({ product, of, words, start, end }) => [
        `${product}`,
        of,
        words,
        oneLine(text.slice(start, end)),
      ]),
      'Nothing was read.',
    ),
    '',
    unread.length === 0
      ? 'Nothing that could matter was left unread.'
      : `Not read, and could matter (${unread.length}):\n${unread.map(({ start, end }) => `  "${oneLine(text.slice(start, end))}"`).join('\n')}`,
    ...(isConfirmed ? ['', 'Confirmed by a person:'] : []),
    ...(isConfirmed ? state.products : proposed).map(
      (product) => `\n${JSON.stringify({ ...product, verbatim: oneLine(product.verbatim) }, undefined, 2)}`,
    ),
    ...(isConfirmed || problems.length === 0
      ? []
      : [
          '',
          ...problems.map(
            ({ product, detail }) => `${product === undefined ? '' : `Product ${product}: `}${detail}`,
          ),
        ]),
  ].join('\n')
}
