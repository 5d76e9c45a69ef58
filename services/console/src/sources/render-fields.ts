import type { MergedField } from '@recallwire/domain/sources/merge-fields.ts'
import type { SourceField } from '@recallwire/domain/sources/source-record.ts'
import type { SourceView } from '@recallwire/domain/views/source-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { fieldWords, speakerWords } from './source-words.ts'

/** Every field with the value that stands, whose word it is, and what the others say; what differs is marked. */
export function renderFields(
  caption: string,
  fields: SourceView['fields'],
  names: readonly SourceField[] = fieldNames,
): Html {
  return renderRecords({
    caption,
    columns: [
      { label: 'Field' },
      { label: 'What stands' },
      { label: 'Whose word' },
      { label: 'What others say' },
    ],
    rows: names.flatMap((name) => {
      const field = fields[name]
      return field === undefined
        ? []
        : [
            [
              fieldWords[name],
              valueWords(name, field.value),
              speakerWords[field.source],
              renderOthers(name, field),
            ],
          ]
    }),
    empty: 'The records say nothing.',
  })
}

const isField = (name: string): name is SourceField => Object.hasOwn(fieldWords, name)
const fieldNames = Object.keys(fieldWords).filter(isField)

function renderOthers(name: SourceField, field: MergedField): Html | string {
  if (field.others.length === 0) return ''
  const said = field.others.filter(({ value }) => value !== field.value)
  if (said.length === 0) return 'The same'
  return html`${field.differs && html`${renderTag('Differs', 'attention')} `}${said.map(
    ({ source, value, superseded }) =>
      html`<span class="display-block margin-bottom-05">${speakerWords[source]}${superseded && ', earlier'}: ${valueWords(name, value)}</span>`,
  )}`
}

/** Long texts are folded: a table of them could not be compared. */
export function valueWords(name: SourceField, value: string): Html | string {
  if (name === 'recallClass') return value === 'unclassified' ? 'Not yet classified' : `Class ${value}`
  if (value.length <= 160 && !value.includes('\n')) return value
  return html`<details><summary>${firstWords(value)}</summary><pre class="text-pre-wrap font-body-xs">${value}</pre></details>`
}

const firstWords = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= 80 ? line : `${line.slice(0, line.lastIndexOf(' ', 80))} …`
}
