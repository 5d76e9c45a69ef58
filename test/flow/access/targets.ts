import type { Actor } from '@recallwire/domain/access/actor.ts'
import { caseSummarySchema, caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import { reviewAnswerSchema } from '@recallwire/domain/views/review-view.ts'
import { baxterNotice } from '@recallwire/infra-embedded/demonstration/baxter-notice.ts'
import { z } from 'zod'
import type { Installation } from '../support/installation.ts'
import { openRecord } from '../support/recall-record.ts'
import { askAs } from './ask-as.ts'
import { importRecord } from './import-record.ts'

/** What the addresses and bodies of a request name. */
export type Target = {
  readonly mappingName: string
  readonly recallId: string
  readonly reviewId: string
  readonly caseId: string
  readonly dutyId: string
  readonly letterId: string
  readonly taskId: string
  readonly facilityId: string
  readonly personId: string
  readonly credentialId: string
  readonly importId: string
  readonly matchId: string
  readonly di: string
  readonly sourceId: string
}

const nothing = 'a'.repeat(26)

/** A device that the catalogue has: public, and so the same for everyone. */
export const knownDi = '09506000134352'

/** Well-formed ids of nothing at all. */
export const absentTarget: Target = {
  mappingName: 'nothing',
  recallId: nothing,
  reviewId: nothing,
  caseId: nothing,
  dutyId: nothing,
  letterId: nothing,
  taskId: nothing,
  facilityId: nothing,
  personId: nothing,
  credentialId: nothing,
  importId: nothing,
  matchId: nothing,
  di: nothing,
  sourceId: nothing,
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
    mappingName,
    recallId: record.recallId,
    reviewId: await handIn(installation, personOf(installation, 'Dana Whitlock')),
    caseId: on.caseId,
    dutyId: on.duties[0]?.dutyId ?? '',
    letterId: on.letters[0]?.letterId ?? nothing,
    taskId: on.tasks[0]?.taskId ?? nothing,
    facilityId: record.facilityId(site),
    personId: actor.by,
    credentialId: await issueKey(installation, actor),
    importId: upload?.importId ?? '',
    matchId: on.units.find((unit) => unit.verdict.value === 'affected')?.matchId ?? nothing,
    di: knownDi,
    sourceId: await importRecord(installation, personOf(installation, 'Dana Whitlock')),
  }
}

export function personOf({ enrolled }: Installation, name: string): Actor {
  const found = enrolled.people.find((person) => person.name === name)
  if (found === undefined) throw new Error(`the demonstration has no ${name}`)
  return found.actor
}

const tenantSchema = z.object({ person: z.object({ personId: z.string(), organisationId: z.string() }) })
const facilitySchema = z.object({ facilityId: z.string() })

/** The name by which the strangers' clinic would be recognised if anything of it leaked. */
export const strangersName = 'Farley Eye Clinic'

export type Strangers = { readonly published: Target; readonly draft: Target }

/**
 * A second firm and a clinic that have nothing to do with anyone of the demonstration: a published recall with a case, and a
 * draft nobody else may know of.
 */
export async function enrolStrangers(installation: Installation, operator: Actor): Promise<Strangers> {
  const ask = async (actor: Actor, path: string, body: unknown): Promise<unknown> => {
    const answer = await askAs(installation, actor, { method: 'POST', path, body })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body)
  }
  const enrol = async (kind: string, name: string, role: Actor['role']): Promise<Actor> => {
    const organisation = { kind, name, labellerPrefixes: kind === 'manufacturer' ? ['0085412'] : [] }
    const made = await ask(operator, '/v1/organisations', {
      organisation,
      firstPerson: { name: `${name} manager`, role },
    })
    const { person } = tenantSchema.parse(made)
    return { organisationId: person.organisationId, role, by: person.personId }
  }
  const clinic = await enrol('provider', strangersName, 'facility-manager')
  const site = { code: 'FEC', name: strangersName, timeZone: 'America/Chicago', address }
  const { facilityId } = facilitySchema.parse(await ask(clinic, '/v1/facilities', site))
  await ask(clinic, '/v1/contacts', { ...contact, facilityId })
  const device = {
    facilityId,
    di: '00085412091570',
    serial: '9990001',
    observedAt: '2025-06-01T06:00:00.000Z',
  }
  await ask(clinic, '/v1/devices', device)

  const approver = await enrol('manufacturer', 'Second Firm', 'manufacturer-approver')
  const { personId } = z
    .object({ personId: z.string() })
    .parse(await ask(approver, '/v1/people', { name: 'Second Editor', role: 'manufacturer-editor' }))
  const editor: Actor = { ...approver, role: 'manufacturer-editor', by: personId }
  await ask(editor, '/v1/consignees', [{ accountNumber: '1', name: strangersName, facilityId }])
  const draft = async (reference: string) =>
    noticeAnswerSchema.parse(await ask(editor, '/v1/notices', { reference, content: noticeOf('9990001') }))
      .recallId
  const publishedId = await draft('SF-1')
  await ask(approver, `/v1/notices/${publishedId}/approve`, {})
  const draftId = await draft('SF-2')
  await installation.pass(60_000)

  const cases = await askAs(installation, editor, { method: 'GET', path: `/v1/recalls/${publishedId}/cases` })
  const [summary] = z.array(caseSummarySchema).parse(JSON.parse(cases.body))
  const shown = await askAs(installation, editor, { method: 'GET', path: `/v1/cases/${summary?.caseId}` })
  const on = caseViewSchema.parse(JSON.parse(shown.body))
  const csv = `facilityId,di,serial,observedAt\n${facilityId},00085412091570,9990002,2025-06-01T06:00:00.000Z\n`
  const path = '/v1/devices/mappings/strangers'
  await askAs(installation, clinic, { method: 'PUT', path, body: { columns: { 'Serial No.': 'serial' } } })
  const upload = await askAs(installation, clinic, { method: 'POST', path: '/v1/devices/import', body: csv })
  const published: Target = {
    mappingName: 'strangers',
    recallId: publishedId,
    reviewId: await handIn(installation, editor),
    caseId: on.caseId,
    dutyId: on.duties[0]?.dutyId ?? '',
    letterId: on.letters[0]?.letterId ?? nothing,
    taskId: nothing,
    facilityId,
    personId: clinic.by,
    credentialId: await issueKey(installation, clinic),
    importId: z.object({ importId: z.string() }).parse(JSON.parse(upload.body)).importId,
    matchId: on.units[0]?.matchId ?? '',
    di: knownDi,
    sourceId: await importRecord(installation, editor),
  }
  return { published, draft: { ...published, recallId: draftId } }
}

const address = { street: '1 Far Lane', city: 'Farley', region: 'IA', postalCode: '50000', country: 'US' }
const contact = { role: 'recall-coordinator', name: 'Farah Lund', email: 'recalls@farley.example.org' }

export const noticeOf = (serial: string) => {
  const content = baxterNotice()
  const [first] = content.products
  return {
    ...content,
    products: [{ ...first, units: { serials: [serial] } }],
    checks: [],
    addressedAccounts: ['1'],
  }
}
