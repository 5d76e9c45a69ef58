import { serviceActor } from '@recallwire/domain/access/actor.ts'
import type { ContactReport } from '@recallwire/domain/directory/decide-standing.ts'
import { type AnyLetter, isHouseLetter } from '@recallwire/domain/letter/letter.ts'
import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { type StandingDeps, saveStanding } from './save-standing.ts'

export type NoteReportDeps = StandingDeps & {
  readonly backEnd: Pick<BackEnd, 'directory' | 'letters'>
  readonly installationId: string
}

/** What the mail service reported of a letter is remembered of the contact it went to. */
export async function noteReport(
  deps: NoteReportDeps,
  letterId: string,
  event: LetterEvent,
  causeId: string,
): Promise<void> {
  const report = reportOf(letterId, event)
  if (report === undefined) return
  const letter = (await deps.backEnd.letters.get(letterId))?.document
  if (letter === undefined) throw new Error(`letter ${letterId} is reported on and is not there`)
  const contact = (await deps.backEnd.directory.contacts.get(contactOf(letter)))?.document
  if (contact === undefined) return
  const { contactId, facilityId, organisationId } = contact
  const outcome = await saveStanding(deps, {
    ids: { contactId, facilityId, organisationId },
    command: { kind: 'NoteReport', report },
    actor: serviceActor('notifier', deps.installationId),
    causeId,
  })
  if (outcome.kind === 'refused') throw new Error(`contact ${contactId} refuses a report: ${outcome.message}`)
}

const contactOf = (letter: AnyLetter): string =>
  isHouseLetter(letter) ? letter.contactId : letter.plan.contactId

function reportOf(letterId: string, event: LetterEvent): ContactReport | undefined {
  switch (event.kind) {
    case 'LetterDelivered':
      return { kind: 'reached', letterId, at: event.at }
    case 'LetterDelayed':
      return { kind: 'delayed', letterId, at: event.at }
    case 'LetterComplained':
      return { kind: 'complained', letterId, at: event.at }
    case 'LetterBounced':
      return {
        kind: event.permanent ? 'bounced' : 'softBounced',
        letterId,
        at: event.at,
        because: event.because,
      }
    case 'LetterQueued':
    case 'LetterSending':
    case 'LetterSent':
    case 'LetterUnclear':
    case 'LetterRefused':
    case 'LetterStuck':
    case 'LetterCancelled':
    case 'WrongCodes':
      return undefined
    default:
      return event satisfies never
  }
}
