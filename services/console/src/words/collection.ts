import { type Html, type HtmlContent, html } from '@recallwire/html/html.ts'

export type CollectionItem = {
  readonly title: string
  readonly href: string
  readonly tags: readonly HtmlContent[]
  readonly lines: readonly HtmlContent[]
}

/** Things to do or to open, most pressing first: a list that reads well on a phone. */
export function renderCollection(items: readonly CollectionItem[], empty: string): Html {
  if (items.length === 0) return html`<p class="text-base-dark">${empty}</p>`
  const entries = items.map(
    ({ title, href, tags, lines }) => html`<li class="usa-collection__item"><div class="usa-collection__body">
<h3 class="usa-collection__heading"><a class="usa-link" href="${href}">${title}</a></h3>
<p class="margin-y-05">${tags.map((tag) => html`${tag} `)}</p>
${lines.map((line) => html`<p class="usa-collection__description">${line}</p>\n`)}</div></li>
`,
  )
  return html`<ul class="usa-collection">
${entries}</ul>
`
}

export type Figure = {
  readonly label: string
  readonly value: number | string
  /** Where the cases or entries behind the number are listed. */
  readonly href?: string | undefined
  readonly note?: string | undefined
}

/** Numbers side by side, each with its own meaning and its own list; they are never added up. */
export function renderFigures(figures: readonly Figure[]): Html {
  const cells = figures.map(
    ({
      label,
      value,
      href,
      note,
    }) => html`<li class="grid-col-6 tablet:grid-col-4 desktop:grid-col margin-bottom-2">
<div class="border-left-05 border-primary padding-left-105 height-full">
<span class="display-block font-sans-2xl text-bold line-height-heading-1 text-tabular">${
      href === undefined ? value : html`<a class="usa-link" href="${href}">${value}</a>`
    }</span>
<span class="display-block">${label}</span>${
      note !== undefined && html`<span class="display-block font-body-2xs text-base-dark">${note}</span>`
    }</div></li>
`,
  )
  return html`<ul class="grid-row grid-gap-2 add-list-reset margin-top-2">
${cells}</ul>
`
}

/** A link that looks like a button: leads to a page with a form, and changes nothing by itself. */
export const renderLinkButton = (label: string, href: string, tone?: 'outline'): Html =>
  html`<a class="usa-button margin-bottom-1${tone === 'outline' && ' usa-button--outline'}" href="${href}">${label}</a>\n`
