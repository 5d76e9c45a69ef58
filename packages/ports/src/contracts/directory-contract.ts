import { describe, expect, test } from 'vitest'
import * as sample from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const ours = sample.sampleId('hospital')
const theirs = sample.sampleId('another hospital')

export function describeDirectory(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)
  const create = <Document>(id: string, next: Document) => ({ id, expectedVersion: 0, next, events: [] })

  describe(`${name}: the directory`, () => {
    test(
      'lists organisations, and facilities of one or of all',
      fresh(async ({ one, other }) => {
        await one.directory.organisations.save(create(ours, sample.sampleOrganisation(ours)))
        const north = sample.sampleFacility(sample.sampleId('north'))
        const south = sample.sampleFacility(sample.sampleId('south'), { organisationId: theirs })
        for (const facility of [north, south]) {
          await one.directory.facilities.save(create(facility.facilityId, facility))
        }
        expect(await other.directory.organisations.list()).toEqual([sample.sampleOrganisation(ours)])
        expect(await other.directory.facilities.ofOrganisation(ours)).toEqual([north])
        const all = await other.directory.facilities.list()
        expect(all).toHaveLength(2)
        expect(all).toEqual(expect.arrayContaining([north, south]))
      }),
    )

    test(
      'finds contacts by facility, consignees by firm and people by organisation, and no others',
      fresh(async ({ one }) => {
        const { contacts, consignees, people } = one.directory
        const contact = sample.sampleContact(sample.sampleId('contact'))
        const consignee = sample.sampleConsignee(sample.sampleId('consignee'))
        const person = sample.samplePerson(sample.sampleId('person'))
        await contacts.save(create(contact.contactId, contact))
        await consignees.save(create(consignee.consigneeId, consignee))
        await people.save(create(person.personId, person))
        expect(await contacts.ofFacility(contact.facilityId)).toEqual([contact])
        expect(await consignees.ofFirm(consignee.firmOrganisationId)).toEqual([consignee])
        expect(await people.ofOrganisation(ours)).toEqual([person])
        expect(await contacts.ofFacility(sample.sampleId('nowhere'))).toEqual([])
        expect(await consignees.ofFirm(theirs)).toEqual([])
        expect(await people.ofOrganisation(theirs)).toEqual([])
      }),
    )

    test(
      'finds a facility under its new organisation alone once it has moved',
      fresh(async ({ one }) => {
        const { facilities } = one.directory
        const facilityId = sample.sampleId('north')
        await facilities.save(create(facilityId, sample.sampleFacility(facilityId)))
        const moved = sample.sampleFacility(facilityId, { organisationId: theirs })
        await facilities.save({ ...create(facilityId, moved), expectedVersion: 1 })
        expect(await facilities.ofOrganisation(ours)).toEqual([])
        expect(await facilities.ofOrganisation(theirs)).toEqual([moved])
      }),
    )

    test(
      'finds a credential by the hash of its secret, revoked or not, and by its organisation',
      fresh(async ({ one, other }) => {
        const { credentials } = one.directory
        const credential = sample.sampleCredential(sample.sampleId('key'))
        await credentials.save(create(credential.credentialId, credential))
        expect(await other.directory.credentials.bySecret(credential.secretHash)).toEqual(credential)
        expect(await credentials.bySecret('ef'.repeat(32))).toBeUndefined()
        const revoked = { ...credential, revokedAt: sample.sampleTime }
        await credentials.save({ ...create(credential.credentialId, revoked), expectedVersion: 1 })
        expect(await other.directory.credentials.bySecret(credential.secretHash)).toEqual(revoked)
        expect(await other.directory.credentials.ofOrganisation(ours)).toEqual([revoked])
        expect(await other.directory.credentials.ofOrganisation(theirs)).toEqual([])
      }),
    )
  })
}
