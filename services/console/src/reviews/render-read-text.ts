import type { ReviewView } from '@recallwire/domain/views/review-view.ts'
import { type Html, html } from '@recallwire/html/html.ts'

type Mark = {
  readonly start: number
  readonly end: number
  readonly label: string
  readonly isUnread: boolean
}

/** A page is read by a person: of a text longer than this the rest is downloaded with the API. */
const mostCharacters = 20_000

/** The text with what was read marked in it, by words and not by colour alone, and what was not understood and could matter. */
export function renderReadText({ text, values, remainders }: ReviewView): Html {
  const marks: readonly Mark[] = [
    ...values.map(({ start, end, of }) => ({ start, end, label: of, isUnread: false })),
    ...remainders
      .filter(({ weight }) => weight === 'may-matter')
      .map(({ start, end }) => ({ start, end, label: 'not understood', isUnread: true })),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end)
  const parts: Html[] = []
  const shownTo = Math.min(text.length, mostCharacters)
  let at = 0
  for (const mark of marks) {
    // One stretch may hold two values (a lot that is both); it is marked once.
    if (mark.start < at || mark.end > shownTo) continue
    parts.push(html`${text.slice(at, mark.start)}${renderMark(text, mark)}`)
    at = mark.end
  }
  const hidden = marks.filter(({ end, isUnread }) => isUnread && end > shownTo)
  return html`<p class="measure-none text-pre-wrap">${parts}${text.slice(at, shownTo)}</p>${
    shownTo < text.length &&
    html`<p>… and ${(text.length - shownTo).toLocaleString('en')} characters more. <code>recallwire review show --json</code> has all of it.</p>`
  }${hidden.length > 0 && renderHidden(text, hidden)}`
}

const mostHidden = 50
const around = 60

/** What was not understood where the page does not show the text: nobody shall confirm without having seen it. */
const renderHidden = (
  text: string,
  hidden: readonly Mark[],
): Html => html`<h3>Not understood, further on in the text</h3>
<ul>${hidden.slice(0, mostHidden).map((mark) => html`<li>… ${text.slice(Math.max(0, mark.start - around), mark.start)}${renderMark(text, mark)}${text.slice(mark.end, mark.end + around)} …</li>`)}</ul>
${hidden.length > mostHidden && html`<p>and ${hidden.length - mostHidden} more.</p>`}`

const renderMark = (text: string, { start, end, label, isUnread }: Mark): Html =>
  isUnread
    ? html`<mark class="bg-error-lighter"><strong>${text.slice(start, end)}</strong> <small>[${label}]</small></mark>`
    : html`<mark>${text.slice(start, end)} <small>[${label}]</small></mark>`
