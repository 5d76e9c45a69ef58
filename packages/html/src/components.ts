import { attributes, type Html, type HtmlContent, html } from './html.ts'
import { englishWords, type Words } from './words.ts'

export type Tone = 'info' | 'success' | 'warning' | 'error'

export type Alert = {
  readonly tone: Tone
  readonly heading?: string | undefined
  readonly body: HtmlContent
  readonly words?: Words | undefined
}

/** A message box. Its heading, or a hidden word before the text, says the tone that the colour shows. */
export function renderAlert(alert: Alert): Html {
  const role = attributes({ role: alert.tone === 'error' ? 'alert' : undefined })
  return html`<div class="usa-alert usa-alert--${alert.tone}"${role}><div class="usa-alert__body">
${alert.heading !== undefined && html`<h2 class="usa-alert__heading">${alert.heading}</h2>\n`}<div class="usa-alert__text">${
    alert.heading === undefined &&
    html`<span class="usa-sr-only">${(alert.words ?? englishWords).tone[alert.tone]}: </span>`
  }${alert.body}</div>
</div></div>
`
}

export type Column = { readonly label: string; readonly numeric?: boolean | undefined }

export type Table = {
  /** Says what the rows are; read first by a screen reader. */
  readonly caption: string
  readonly columns: readonly Column[]
  /** One cell per column; the first of each row heads the row. */
  readonly rows: readonly (readonly HtmlContent[])[]
  /** Stands in place of the rows when there are none, so that an empty table is not taken for a broken one. */
  readonly empty?: string | undefined
}

/** A table that scrolls sideways in its own box on a phone. Throws a RangeError for a row of another width. */
export function renderTable(table: Table): Html {
  const heads = table.columns.map(
    (column) => html`<th scope="col"${numericClass(column)}>${column.label}</th>`,
  )
  const rows = table.rows.map((row) => renderRow(table, row))
  const empty =
    rows.length === 0 &&
    html`<tr><td colspan="${table.columns.length}">${table.empty ?? 'Nothing to show.'}</td></tr>\n`
  return html`<div class="usa-table-container--scrollable" role="region" aria-label="${table.caption}" tabindex="0">
<table class="usa-table usa-table--borderless recallwire-table">
<caption>${table.caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows}${empty}</tbody>
</table></div>
`
}

function renderRow(table: Table, row: readonly HtmlContent[]): Html {
  if (row.length !== table.columns.length) {
    throw new RangeError(
      `${table.caption}: a row has ${row.length} cells, the table ${table.columns.length} columns`,
    )
  }
  const cells = table.columns.map((column, index) =>
    index === 0
      ? html`<th scope="row"${numericClass(column)}>${row[index]}</th>`
      : html`<td${numericClass(column)}>${row[index]}</td>`,
  )
  return html`<tr>${cells}</tr>\n`
}

function numericClass(column: Column) {
  return attributes({ class: column.numeric ? 'text-right text-tabular' : undefined })
}

export type TagTone = 'neutral' | 'good' | 'attention' | 'urgent'

/** A short state in words. The colour repeats the words and never replaces them. */
export function renderTag(label: string, tone: TagTone = 'neutral'): Html {
  return html`<span class="usa-tag recallwire-tag recallwire-tag--${tone}">${label}</span>`
}

export type Definition = { readonly term: string; readonly value: HtmlContent }

/** Terms and their values, side by side where there is room. */
export function renderDefinitionList(definitions: readonly Definition[]): Html {
  const items = definitions.map(
    ({ term, value }) => html`<div class="recallwire-definition"><dt>${term}</dt><dd>${value}</dd></div>\n`,
  )
  return html`<dl class="recallwire-definitions">
${items}</dl>
`
}
