import type { Actor } from '@recallwire/domain/access/actor.ts'
import { caseSummarySchema, caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import { baxterNotice } from '@recallwire/infra-embedded/demonstration/baxter-notice.ts'
import { z } from 'zod'
import type { Installation } from '../support/installation.ts'
import { askAs } from './ask-as.ts'
import { importRecord } from './import-record.ts'
import { keepFirmLetter } from './keep-firm-letter.ts'
import { nameContact } from './name-contact.ts'
import { registerWebhook } from './register-webhook.ts'
import { handIn, issueKey, knownDi, nothing, nothingParked, type Target } from './targets.ts'

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
    ...nothingParked,
    mappingName: 'strangers',
    recallId: publishedId,
    reviewId: await handIn(installation, editor),
    caseId: on.caseId,
    dutyId: on.duties[0]?.dutyId ?? '',
    letterId: on.letters[0]?.letterId ?? nothing,
    place: '0',
    taskId: nothing,
    facilityId,
    personId: clinic.by,
    credentialId: await issueKey(installation, clinic),
    importId: z.object({ importId: z.string() }).parse(JSON.parse(upload.body)).importId,
    matchId: on.units[0]?.matchId ?? '',
    di: knownDi,
    sourceId: await importRecord(installation, editor),
    sha256: await keepFirmLetter(installation, editor),
    contactId: await nameContact(installation, clinic, facilityId),
    ...(await registerWebhook(installation, clinic, { ...on, facilityId })),
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
