import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Consignee, ConsigneeInput, FacilityInput } from '@recallwire/domain/directory/facility.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { saveContact } from './save-contact.ts'
import { type RecordDeps, saveRecord } from './save-record.ts'

type Deps = RecordDeps & { readonly backEnd: { readonly directory: BackEnd['directory'] } }

/** A consignee whose facility is settled: a known one, or what a provisional one is to be made of. */
export type ResolvedConsignee = {
  readonly input: ConsigneeInput
  readonly place:
    | { readonly kind: 'known'; readonly facilityId: string }
    | { readonly kind: 'provisional'; readonly facility: FacilityInput }
}

/** Links an account of the firm with its facility. Ids come from firm and account: sending a list again adds nothing. */
export async function saveConsignee(
  deps: Deps,
  actor: Actor,
  consignee: ResolvedConsignee,
): Promise<Consignee> {
  const { accountNumber, name, contact } = consignee.input
  const facilityId = await placeOf(deps, actor, consignee)
  const consigneeId = directoryIdOf('consignee', actor.organisationId, accountNumber)
  const { record } = await saveRecord(deps, deps.backEnd.directory.consignees, {
    subject: 'consignee',
    subjectId: consigneeId,
    organisationId: actor.organisationId,
    actor,
    build: (current, at) => ({
      consigneeId,
      firmOrganisationId: actor.organisationId,
      accountNumber,
      name,
      facilityId,
      createdAt: current?.createdAt ?? at,
    }),
  })
  if (contact !== undefined) await saveContact(deps, actor, { ...contact, facilityId }, 'firm')
  return record
}

/** A provisional facility that has been taken over by its own organisation is left as that organisation keeps it. */
async function placeOf(deps: Deps, actor: Actor, { input, place }: ResolvedConsignee): Promise<string> {
  if (place.kind === 'known') return place.facilityId
  const { organisationId } = actor
  const facilityId = directoryIdOf('facility', organisationId, input.accountNumber)
  await saveRecord(deps, deps.backEnd.directory.facilities, {
    subject: 'facility',
    subjectId: facilityId,
    organisationId,
    actor,
    build: (current, at) =>
      current?.provisional === false
        ? current
        : {
            ...place.facility,
            facilityId,
            organisationId,
            provisional: true,
            createdAt: current?.createdAt ?? at,
          },
  })
  return facilityId
}
