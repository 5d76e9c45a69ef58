import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { reachOf } from '@recallwire/domain/access/role-table.ts'
import type { Contact } from '@recallwire/domain/directory/facility.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { OutgoingMail } from '@recallwire/ports/mailer.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { readFacilityFacts } from '../casework/read-facility.ts'
import { coordinator, facilityId, organisationId } from '../letters/testing/sample-recall.ts'
import { verificationRequestRoutes } from '../routes/verifications.ts'
import { createDesk } from '../testing/create-desk.ts'
import { seedRecall } from '../testing/seed-recall.ts'
import { verificationRoutes } from './verification-routes.ts'

const publicUrl = 'https://recalls.example.org'
const manager: Actor = { organisationId, role: 'facility-manager', by: 'manager' }

/** A desk whose letters go into a folder, and the pages behind their links. */
export async function openContactDesk(backEnd: BackEnd) {
  const mails: OutgoingMail[] = []
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  const inFolder = await openFolderMailer(folder)
  const send = (mail: OutgoingMail, signal: AbortSignal) => {
    mails.push(mail)
    return inFolder.send(mail, signal)
  }
  await seedRecall(backEnd)
  const desk = createDesk(backEnd, { ...inFolder, send })
  const http = createHttpServer<Actor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl,
    trustProxy: false,
    now: () => desk.deps.clock.now(),
    authorise: (actor, action) => action === 'contacts.edit' && reachOf(actor, action) !== undefined,
    idempotency: backEnd.idempotency,
    organisationKeyOf: (actor) => actor.organisationId,
  })
  http.authenticator('key', async () => ({ kind: 'known', actor: manager }))
  for (const route of [...verificationRoutes(desk.deps), ...verificationRequestRoutes(desk.deps)])
    http.add(route)

  async function newest() {
    const read = await readLetter(folder, mails.at(-1)?.letterId ?? '')
    if (read === undefined) throw new Error('no letter was sent')
    const url = /https:\/\/\S+\/v\/\S+/.exec(read.text)?.[0] ?? ''
    const subject = read.headers.find(({ name }) => name === 'Subject')?.value
    const code = /\b\d{6}\b/.exec(read.text)?.[0] ?? ''
    return { ...read, subject, path: url.slice(publicUrl.length), code }
  }

  return {
    ...desk,
    http,
    mails,
    /** The newest letter, with the path of its link and its code. */
    newest,
    /** The directory tells of the contact. */
    named: (contact: Contact, change: 'added' | 'changed' = 'added', name = contact.contactId) => {
      const data = { subject: 'contact', subjectId: contact.contactId, organisationId, change } as const
      return desk.say('recallwire.directory-changed.v1', { ...data, commitment: 'c' }, name)
    },
    /** Sends the form behind the newest letter's link, filled in but for `fields`. */
    answer: async (fields: Record<string, string>) => {
      const { path, code } = await newest()
      const filled = { formId: 'f1', code, name: 'Dana Whitfield', answer: 'yes', ...fields }
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: publicUrl }
      const payload = new URLSearchParams(filled).toString()
      return http.inject({ method: 'POST', url: `${path}/answer`, headers, payload })
    },
    /** Has the coordinator asked again, as somebody of the facility. */
    askAgain: (key: string) =>
      http.inject({
        method: 'POST',
        url: `/v1/contacts/${coordinator.contactId}/verification`,
        headers: { 'idempotency-key': key },
      }),
    standing: async () => (await backEnd.standings.get(coordinator.contactId))?.document,
    /** Whom a letter would go to, in order. */
    facts: async () => (await readFacilityFacts(backEnd, facilityId)).contacts,
    close: async () => {
      await http.close()
      await rm(folder, { recursive: true })
    },
  }
}
export type ContactDesk = Awaited<ReturnType<typeof openContactDesk>>
