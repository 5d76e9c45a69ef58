import type { Actor } from '@recallwire/domain/access/actor.ts'
import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import { reviewAnswerSchema } from '@recallwire/domain/views/review-view.ts'
import { z } from 'zod'
import type { Installation } from '../support/installation.ts'
import { openRecord } from '../support/recall-record.ts'
import { askAs } from './ask-as.ts'
import { importRecord } from './import-record.ts'
import { keepFirmLetter } from './keep-firm-letter.ts'
import { nameContact } from './name-contact.ts'
import { registerWebhook } from './register-webhook.ts'

/** What the addresses and bodies of a request name. */
export type Target = {
  readonly mappingName: string
  readonly recallId: string
  readonly reviewId: string
  readonly caseId: string
  readonly dutyId: string
  readonly letterId: string
  /** Of a file that came with the letter. */
  readonly place: string
  readonly taskId: string
  readonly facilityId: string
  readonly personId: string
  readonly credentialId: string
  readonly importId: string
  readonly matchId: string
  readonly di: string
  readonly sourceId: string
  readonly sha256: string
  readonly parkedId: string
  readonly otherParkedId: string
  readonly bulkId: string
  readonly contactId: string
  readonly endpointId: string
  readonly deliveryId: string
}

export const nothing = 'a'.repeat(26)

/** A device that the catalogue has: public, and so the same for everyone. */
export const knownDi = '09506000134352'

/** Of records that could not be handled: nobody but an operator may know of any. */
export const nothingParked = {
  parkedId: 'case.events.0.999999',
  otherParkedId: 'case.events.0.999998',
  bulkId: nothing,
}

/** Well-formed ids of nothing at all. */
export const absentTarget: Target = {
  ...nothingParked,
  mappingName: 'nothing',
  recallId: nothing,
  reviewId: nothing,
  caseId: nothing,
  dutyId: nothing,
  letterId: nothing,
  place: '0',
  taskId: nothing,
  facilityId: nothing,
  personId: nothing,
  credentialId: nothing,
  importId: nothing,
  matchId: nothing,
  di: nothing,
  sourceId: nothing,
  sha256: nothing,
  contactId: nothing,
  endpointId: nothing,
  deliveryId: nothing,
}

const issuedSchema = z.object({ credential: z.object({ credentialId: z.string() }) })

/** A key of this person's own, to be seen and revoked. */
export async function issueKey(installation: Installation, actor: Actor): Promise<string> {
  const body = { personId: actor.by, kind: 'key', label: 'To be revoked' }
  const answer = await askAs(installation, actor, { method: 'POST', path: '/v1/keys', body })
  return issuedSchema.parse(JSON.parse(answer.body)).credential.credentialId
}

/** A text of this firm's own that waits for a reading. */
export async function handIn(installation: Installation, actor: Actor): Promise<string> {
  const answer = await askAs(installation, actor, { method: 'POST', path: '/v1/reviews', body: textOf(0) })
  return reviewAnswerSchema.parse(JSON.parse(answer.body)).reviewId
}

export const textOf = (nth: number) => ({
  title: `Letter ${nth}`,
  name: 'Spectrum pump',
  manufacturer: 'Baxter Healthcare',
  text: `REF 35700BAX serial numbers 100${nth}, 200${nth}`,
})

/** What belongs to a site of the demonstration, and to the people who answer for it. */
export async function targetAt(installation: Installation, site: string, manager: string): Promise<Target> {
  const record = await openRecord(installation)
  const on = await record.caseAt(site)
  const actor = personOf(installation, manager)
  const mappingName = 'pumps'
  const path = `/v1/devices/mappings/${mappingName}`
  await askAs(installation, actor, { method: 'PUT', path, body: { columns: { 'Serial No.': 'serial' } } })
  const [upload] = z.array(importViewSchema).parse(await installation.as(manager).get('/v1/imports'))
  return {
    ...nothingParked,
    mappingName,
    recallId: record.recallId,
    reviewId: await handIn(installation, personOf(installation, 'Dana Whitlock')),
    caseId: on.caseId,
    dutyId: on.duties[0]?.dutyId ?? '',
    letterId: on.letters[0]?.letterId ?? nothing,
    place: '0',
    taskId: on.tasks[0]?.taskId ?? nothing,
    facilityId: record.facilityId(site),
    personId: actor.by,
    credentialId: await issueKey(installation, actor),
    importId: upload?.importId ?? '',
    matchId: on.units.find((unit) => unit.verdict.value === 'affected')?.matchId ?? nothing,
    di: knownDi,
    sourceId: await importRecord(installation, personOf(installation, 'Dana Whitlock')),
    sha256: await keepFirmLetter(installation, personOf(installation, 'Dana Whitlock')),
    contactId: await nameContact(installation, actor, record.facilityId(site)),
    ...(await registerWebhook(installation, actor, { ...on, facilityId: record.facilityId(site) })),
  }
}

export function personOf({ enrolled }: Installation, name: string): Actor {
  const found = enrolled.people.find((person) => person.name === name)
  if (found === undefined) throw new Error(`the demonstration has no ${name}`)
  return found.actor
}
