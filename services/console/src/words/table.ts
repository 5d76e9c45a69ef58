import { renderTable, type Table } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'

/**
 * A table whose text wraps. The style sheet keeps cells of a table that can scroll on one line, which suits figures and hides
 * sentences; times and figures stay whole by their own classes.
 */
export const renderRecords = (table: Table): Html =>
  renderTable({
    ...table,
    rows: table.rows.map((row) => row.map((cell) => html`<div class="text-wrap">${cell}</div>`)),
  })
