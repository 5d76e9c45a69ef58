import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Contact, ContactInput } from '@recallwire/domain/directory/facility.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { type RecordDeps, type SavedRecord, saveRecord } from './save-record.ts'

type Deps = RecordDeps & { readonly backEnd: { readonly directory: Pick<BackEnd['directory'], 'contacts'> } }

/**
 * Stores a contact of a facility. It is known by who supplied it, its role and its address: a corrected name or phone
 * changes it, another address is another contact. What a firm supplies never touches what the facility supplied.
 */
export function saveContact(
  deps: Deps,
  actor: Actor,
  input: ContactInput,
  suppliedBy: Contact['suppliedBy'],
): Promise<SavedRecord<Contact>> {
  const { organisationId } = actor
  const contactId = directoryIdOf(
    'contact',
    organisationId,
    `${input.facilityId} ${input.role} ${input.email}`,
  )
  return saveRecord(deps, deps.backEnd.directory.contacts, {
    subject: 'contact',
    subjectId: contactId,
    organisationId,
    actor,
    build: (current, at) => ({
      ...input,
      contactId,
      organisationId,
      suppliedBy,
      createdAt: current?.createdAt ?? at,
    }),
  })
}
