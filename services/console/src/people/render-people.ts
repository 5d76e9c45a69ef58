import type { Role } from '@recallwire/domain/access/actor.ts'
import type { Person } from '@recallwire/domain/directory/organisation.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { renderRadioGroup, renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderButtonForm, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Key } from '../api/directory-api.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { roleWords } from '../words/words.ts'

export type PeoplePage = {
  readonly people: readonly Person[]
  readonly keys: readonly Key[]
  readonly roles: readonly Role[]
  readonly fields: FormFields
  readonly errors: readonly FieldError[]
}

export function renderPeople(visit: Visit, page: PeoplePage): Html {
  const { people, fields } = page
  const error = errorFinder(page.errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  return html`${renderErrorSummary(page.errors)}
${renderRecords({
  caption: `People of ${visit.organisationName}`,
  columns: [{ label: 'Name' }, { label: 'Role' }, { label: 'Since' }],
  rows: people.map((person) => [person.name, roleWords[person.role], renderTime(person.createdAt)]),
})}
<h2>Add a person</h2>
${renderForm({
  action: '/people',
  hidden: visit.hidden(),
  submit: 'Add the person',
  body: html`${renderTextField({ ...field('name'), label: 'Name', required: true })}
${renderSelect({ ...field('role'), label: 'Role', required: true, options: page.roles.map((value) => ({ value, label: roleWords[value] })) })}`,
})}
<h2>Keys and sign-in links</h2>
${renderKeys(visit, page)}
<h2>Give out a key or a sign-in link</h2>
${renderForm({
  action: '/people/keys',
  hidden: visit.hidden(),
  submit: 'Create it',
  body: html`${renderSelect({ ...field('personId'), label: 'For whom?', required: true, options: people.map((person) => ({ value: person.personId, label: person.name })) })}
${renderRadioGroup({
  ...field('kind'),
  label: 'What?',
  required: true,
  options: [
    { value: 'sign-in-link', label: 'A sign-in link', description: 'Opens this site once, within 7 days.' },
    { value: 'key', label: 'An API key', description: 'For programs and the command line, for a year.' },
  ],
})}
${renderTextField({ ...field('label'), label: 'Label', hint: 'What it is for, e.g. "inventory export".' })}`,
})}`
}

function renderKeys(visit: Visit, { keys, people }: PeoplePage): Html {
  const nameOf = (personId: string) =>
    people.find((person) => person.personId === personId)?.name ?? 'someone else'
  return renderRecords({
    caption: 'Keys and sign-in links, those in force first',
    columns: [
      { label: 'Label' },
      { label: 'For' },
      { label: 'State' },
      { label: 'Created' },
      { label: 'Ends' },
      { label: 'Revoke' },
    ],
    rows: keys
      .toSorted(
        (a, b) =>
          Number(isOver(a, visit.now)) - Number(isOver(b, visit.now)) ||
          b.createdAt.localeCompare(a.createdAt),
      )
      .map((key) => [
        html`${key.label}<span class="display-block font-body-2xs text-normal">${key.kind === 'key' ? 'API key' : 'sign-in link'}</span>`,
        nameOf(key.personId),
        stateTag(key, visit.now),
        renderTime(key.createdAt),
        key.expiresAt === undefined ? 'Never' : renderTime(key.expiresAt),
        isOver(key, visit.now)
          ? 'Over'
          : renderButtonForm({
              action: `/people/keys/${key.credentialId}/revoke`,
              label: 'Revoke',
              hidden: visit.hidden(),
              tone: 'unstyled',
            }),
      ]),
    empty: 'None.',
  })
}

const isOver = (key: Key, now: string): boolean =>
  key.revokedAt !== undefined ||
  (key.kind === 'sign-in-link' && key.usedAt !== undefined) ||
  (key.expiresAt !== undefined && key.expiresAt <= now)

function stateTag(key: Key, now: string): Html {
  if (key.revokedAt !== undefined) return renderTag('Revoked')
  if (key.kind === 'sign-in-link' && key.usedAt !== undefined) return renderTag('Used')
  return isOver(key, now) ? renderTag('Ended') : renderTag('In force', 'good')
}
