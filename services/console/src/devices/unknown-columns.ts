import { deviceColumns } from '@recallwire/domain/device/inventory-mapping.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { html } from '@recallwire/html/html.ts'
import type { ApiProblem } from '../api/transport.ts'
import type { Visit } from '../frame/visit.ts'
import { readFields } from '../session/form-fields.ts'
import { lineOf, linesOf, renderMappingForm } from './render-mappings.ts'

export const isOfColumns = ({ type }: ApiProblem): boolean => type.endsWith(':columns-unknown')

/** A list whose columns are not known: the form of a mapping, with what the headings may stand for. The person decides. */
export async function askForColumns(visit: Visit, problem: ApiProblem, chosen: string | undefined) {
  const known = chosen === undefined ? undefined : await visit.api.devices.mappings()
  const mapping = known?.kind === 'ok' ? known.value.find(({ name }) => name === chosen)?.mapping : undefined
  const lines = (problem.errors ?? []).map(({ pointer, detail }) => {
    const heading = pointer
      .replace(/^\/columns\//, '')
      .replaceAll('~1', '/')
      .replaceAll('~0', '~')
    const field = deviceColumns.safeParse(/^may be (\w+)$/.exec(detail)?.[1])
    // Stored only once a person has said it: an empty field leaves a column unread.
    return field.success ? lineOf(heading, field.data) : `${heading} = ?`
  })
  const given = readFields({
    name: chosen ?? '',
    columns: [...(mapping === undefined ? [] : [linesOf(mapping)]), ...lines].join('\n'),
  })
  return visit.page({
    title: 'Say what the columns are',
    status: problem.status,
    body: html`${renderAlert({
      tone: 'warning',
      heading: 'Some columns of the list are not known',
      body: 'Nothing was read or stored. Say below what they are: some are filled in as they may be meant, and every “?” is yours to replace. Then upload the list again and choose this mapping.',
    })}
${renderMappingForm(visit.hidden(), given)}`,
  })
}
