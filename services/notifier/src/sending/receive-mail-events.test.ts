import type { Contact } from '@recallwire/domain/directory/facility.ts'
import { openSesEventQueue, type SesEventQueue } from '@recallwire/mail/ses-event-queue.ts'
import { createSesMailer, type SesMailer } from '@recallwire/mail/ses-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LocalSes, startLocalSes } from '../../../../infra/ses/src/local-ses.ts'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { readFacilityFacts } from '../casework/read-facility.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import {
  coordinator,
  engineer,
  facilityId,
  organisationId,
  publishedAt,
  revision,
} from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { publishedData, seedRecall } from '../testing/seed-recall.ts'
import { receiveMailEvents } from './receive-mail-events.ts'

const never = new AbortController().signal
const at = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }

let backEnd: BackEnd
let ses: LocalSes
let mailer: SesMailer
let queue: SesEventQueue
let desk: Desk

beforeEach(async () => {
  ses = await startLocalSes()
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  const endpoint = ses.url
  mailer = createSesMailer({ ...at, endpoint, from: 'recalls@example.org', configurationSetName: 'recalls' })
  queue = openSesEventQueue({ ...at, endpoint, queueUrl: ses.queueUrl, waitSeconds: 1 })
  desk = createDesk(backEnd, mailer)
  const addressed = [{ accountNumber: 'A1', facilityId, organisationId }]
  await desk.say('recallwire.notice-published.v1', publishedData(revision, addressed))
  await desk.deliver()
  desk.pass(60_000)
  await desk.takeSteps()
  await desk.deliver()
})
afterEach(async () => {
  queue.close()
  mailer.close()
  await backEnd.close()
  await ses.stop()
})

const letters = () => desk.letters(caseId)
const receive = () => receiveMailEvents(desk.deps, queue, never)

test('an acceptance that was never told is learnt from its report, and nothing is sent again', async () => {
  ses.respondWith(['reset-after-accept'])
  await desk.createSender().round()
  expect(await letters()).toMatchObject([{ state: 'unknown' }])
  expect(await receive()).toBe('busy')
  expect(await letters()).toMatchObject([
    { state: 'sent', possibleRepeat: false, reports: { deliveredAt: expect.any(String) } },
  ])
  expect(ses.events.size()).toBe(0)
  desk.pass(3_600_000)
  await desk.settle()
  await desk.createSender().round()
  expect(ses.received()).toHaveLength(1)
  await desk.deliver()
  const [on] = await desk.cases()
  expect(on?.letters[0]?.acceptedAt).toBeDefined()
})

test('while the reports are not read nothing unclear is sent again, however long that takes', async () => {
  ses.publishWith(() => [])
  ses.respondWith(['reset-after-accept'])
  await desk.createSender().round()
  desk.pass(86_400_000)
  expect(await desk.settle()).toBe('idle')
  expect(await letters()).toMatchObject([{ state: 'unknown' }])
  expect(await receive()).toBe('idle')
  expect(await desk.settle()).toBe('busy')
  await desk.createSender().round()
  expect(await letters()).toMatchObject([{ state: 'sent', attempts: 2, possibleRepeat: true }])
  expect(ses.received()).toHaveLength(2)
})

test('a report in the hands of a process that was killed keeps its letter from being sent again', async () => {
  ses.respondWith(['reset-after-accept'])
  await desk.createSender().round()
  const [report] = await queue.receive(never)
  desk.pass(86_400_000)
  expect(await receive()).toBe('idle')
  expect(await desk.settle()).toBe('idle')
  await report?.leave()
  expect(await receive()).toBe('busy')
  expect(await letters()).toMatchObject([{ state: 'sent', attempts: 1, possibleRepeat: false }])
  expect(ses.received()).toHaveLength(1)
})

test('a hard bounce brings the letter to the next contact at once', async () => {
  ses.publishWith(({ destinations }) =>
    destinations[0]?.startsWith('recalls@')
      ? [{ type: 'Bounce', times: 2 }, { type: 'Send' }]
      : [{ type: 'Send' }, { type: 'Delivery' }],
  )
  await desk.createSender().round()
  await receive()
  await desk.deliver()
  await desk.createSender().round()
  expect(ses.received().map(({ destinations }) => destinations[0])).toEqual([
    'recalls@lakeside.example.org',
    'biomed@lakeside.example.org',
  ])
  const [on] = await desk.cases()
  expect(on?.letters.map(({ kind, bouncedBecause }) => [kind, bouncedBecause])).toEqual([
    ['initial', 'Permanent General 5.1.1'],
    ['initial', undefined],
  ])
  expect(on?.status).toBe('open')
})

test('what was reported of letters is known of their contacts, who are passed over in the next recall too', async () => {
  ses.publishWith(({ destinations }) =>
    destinations[0]?.startsWith('recalls@') ? [{ type: 'Bounce' }] : [{ type: 'Delivery' }],
  )
  await desk.createSender().round()
  await receive()
  await desk.deliver()
  await desk.createSender().round()
  await receive()
  await desk.deliver()
  const known = await backEnd.standings.ofFacility(facilityId)
  const of = (contact: Contact) => known.find(({ contactId }) => contactId === contact.contactId)
  expect(of(coordinator)).toMatchObject({ bounced: { because: 'Permanent General 5.1.1' } })
  expect(of(engineer)).toMatchObject({ reached: { at: expect.any(String) } })
  const { contacts } = await readFacilityFacts(backEnd, facilityId)
  expect(contacts.map(({ contactId, standing }) => [contactId, standing])).toEqual([
    [engineer.contactId, 'unverified'],
    [coordinator.contactId, 'unreachable'],
  ])
})

test('a complaint is recorded and silences nothing', async () => {
  ses.publishWith(() => [{ type: 'Delivery' }, { type: 'Complaint' }])
  await desk.createSender().round()
  await receive()
  expect(await letters()).toMatchObject([{ state: 'sent', reports: { complainedAt: expect.any(String) } }])
  await desk.runDays(4)
  expect(ses.received().length).toBeGreaterThan(1)
})

test('a letter that was taken and then rejected is stuck, and the firm is asked to phone', async () => {
  ses.publishWith(() => [{ type: 'Send' }, { type: 'Reject' }])
  await desk.createSender().round()
  await receive()
  await desk.deliver()
  expect(await letters()).toMatchObject([{ state: 'stuck', because: 'rejected by the mail service' }])
  expect((await desk.cases())[0]?.tasks).toHaveLength(1)
})

test('reports that are of no letter here, or of nothing at all, stay in the queue for a person', async () => {
  const mail = {
    timestamp: publishedAt,
    messageId: 'x',
    tags: { letterId: ['a'.repeat(26)], attempt: ['1'] },
  }
  ses.events.put('not a report')
  ses.events.put(JSON.stringify({ eventType: 'Delivery', mail: { ...mail, tags: {} } }))
  ses.events.put(JSON.stringify({ eventType: 'Delivery', mail }))
  ses.events.put(JSON.stringify({ eventType: 'Open', mail }))
  expect(await receive()).toBe('busy')
  expect(ses.events.size()).toBe(3)
})

test('a report that could not be stored comes again', async () => {
  await desk.createSender().round()
  await backEnd.close()
  await expect(receive()).rejects.toThrow()
  expect(ses.events.size()).toBe(2)
})
