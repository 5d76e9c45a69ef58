import { type Html, html } from './html.ts'
import { type Page, renderPage } from './page.ts'

/** What a person is told when a request fails: the members of an RFC 9457 problem that are fit to show. */
export type Problem = {
  readonly status: number
  readonly title: string
  /** What to do about it. */
  readonly detail?: string | undefined
  /** Finds the request in the logs; safe to read out on the phone. */
  readonly reference?: string | undefined
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[] | undefined
}

export type ErrorPage = Problem & Omit<Page, 'title' | 'body' | 'notice' | 'refreshSeconds'>

/** A failed request as a page. Says what happened and what to do, never how the inside looks. */
export function renderErrorPage(problem: ErrorPage): string {
  const body = html`${problem.detail !== undefined && html`<p class="usa-intro">${problem.detail}</p>\n`}${fieldErrors(problem)}<p>Go back and try again, or return to the <a class="usa-link" href="/">first page</a>.</p>
<p class="recallwire-reference">Error ${problem.status}${
    problem.reference !== undefined && html`, reference <code>${problem.reference}</code>`
  }</p>`
  return renderPage({ ...problem, body })
}

function fieldErrors(problem: Problem): Html | undefined {
  if (problem.errors === undefined || problem.errors.length === 0) return undefined
  const items = problem.errors.map(
    ({ pointer, message }) => html`<li><code>${pointer}</code>: ${message}</li>\n`,
  )
  return html`<ul class="usa-list">
${items}</ul>
`
}
