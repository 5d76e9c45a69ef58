import { serviceActor } from '@recallwire/domain/access/actor.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import type { HouseLetter } from '@recallwire/domain/letter/letter.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { saveStanding } from './save-standing.ts'

/** Somebody named a contact: it is asked, once, whether letters reach the right reader there. */
export async function meetContact(
  deps: CaseworkDeps,
  event: EventOf<'recallwire.directory-changed.v1'>,
): Promise<void> {
  const { subject, subjectId } = event.data
  if (subject !== 'contact' || deps.config.RECALLWIRE_VERIFY_CONTACTS === 'never') return
  const contact = (await deps.backEnd.directory.contacts.get(subjectId))?.document
  if (contact === undefined)
    throw new RecallError('upstream-unavailable', `Contact ${subjectId} is not readable yet`)
  const { contactId, facilityId, organisationId } = contact
  await saveStanding(deps, {
    ids: { contactId, facilityId, organisationId },
    command: { kind: 'MeetContact' },
    actor: serviceActor('notifier', deps.installationId),
    causeId: event.id,
  })
}

/** A contact that is to be asked becomes a letter waiting to be sent. */
export async function queueVerification(
  deps: CaseworkDeps,
  { data }: EventOf<'recallwire.contact-changed.v1'>,
): Promise<void> {
  if (data.event.kind !== 'VerificationAsked') return
  const { contactId, facilityId, organisationId } = data
  const { letterId } = data.event
  const letter: HouseLetter = {
    letterId,
    about: 'contact',
    contactId,
    facilityId,
    organisationId,
    state: 'pending',
    queuedAt: deps.clock.now(),
    attempts: 0,
    possibleRepeat: false,
  }
  // A conflict says that the letter is there already: the event was delivered again.
  await deps.backEnd.letters.save({ id: letterId, expectedVersion: 0, next: letter, events: [] })
}
