import { renderAlert } from '@recallwire/html/components.ts'
import { html } from '@recallwire/html/html.ts'
import type { ApiProblem } from '../api/transport.ts'
import type { Visit } from '../frame/visit.ts'
import { renderRecords } from '../words/table.ts'

/** A file that was refused, row by row, as the owner of devices told it. */
export const refusedUpload = (visit: Visit, problem: ApiProblem) =>
  visit.page({
    title: 'The upload was refused',
    status: problem.status,
    body: html`${renderAlert({
      tone: 'error',
      heading: problem.title,
      body:
        (problem.errors ?? []).length > 0
          ? 'Nothing was stored. Correct the rows below and upload all again, or tick "Keep the good rows".'
          : (problem.detail ?? 'Nothing was stored.'),
    })}
${renderRecords({
  caption: 'Refused rows',
  columns: [{ label: 'Row' }, { label: 'Field' }, { label: 'Reason' }],
  rows: (problem.errors ?? []).map(({ pointer, detail }) => {
    const [, row = '', field = ''] = /^\/(?:rows\/)?(\d+)\/?(.*)$/.exec(pointer) ?? ['', '', pointer]
    return [row, field, detail]
  }),
  empty: 'No single row is at fault.',
})}
<p><a class="usa-link" href="/devices#upload">Correct the list and upload it again</a></p>`,
  })
