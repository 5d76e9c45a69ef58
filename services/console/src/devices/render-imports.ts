import type { ImportView } from '@recallwire/domain/views/device-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'

export function renderImports(imports: readonly ImportView[]): Html {
  return renderRecords({
    caption: 'Uploads, newest first',
    columns: [
      { label: 'Begun' },
      { label: 'State' },
      { label: 'Accepted', numeric: true },
      { label: 'Refused', numeric: true },
    ],
    rows: imports.map((one) => [
      html`<a class="usa-link" href="/devices/imports/${one.importId}">${renderTime(one.startedAt)}</a>`,
      importTag(one),
      one.accepted,
      one.refused,
    ]),
    empty: 'Nothing has been uploaded.',
  })
}

export const importTag = ({ status }: ImportView): Html => {
  switch (status) {
    case 'committed':
      return renderTag('Stored', 'good')
    case 'refused':
      return renderTag('Refused: nothing stored', 'urgent')
    case 'staging':
      return renderTag('Arriving', 'attention')
    case 'checked':
      return renderTag('Checked: nothing stored')
    case 'abandoned':
      return renderTag('Broken off: nothing stored', 'attention')
    default:
      return status satisfies never
  }
}
