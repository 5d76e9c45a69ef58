import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LocalSes, startLocalSes } from '../../../infra/ses/src/local-ses.ts'
import { openSesEventQueue, type SesEventQueue } from './ses-event-queue.ts'
import { createSesMailer, type SesMailer } from './ses-mailer.ts'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const region = 'us-east-1'
const letterId = 'b577ti3l6f7cmop4ribsu325tu'
const never = new AbortController().signal

let ses: LocalSes
let mailer: SesMailer
let queue: SesEventQueue
beforeEach(async () => {
  ses = await startLocalSes()
  const at = { region, endpoint: ses.url, credentials }
  mailer = createSesMailer({ ...at, from: 'recalls@example.com', configurationSetName: 'recalls' })
  queue = openSesEventQueue({ ...at, queueUrl: ses.queueUrl, waitSeconds: 1 })
})
afterEach(async () => {
  queue.close()
  mailer.close()
  await ses.stop()
})

const send = (to: string) =>
  mailer.send(
    {
      letterId,
      to,
      mime: Buffer.from('From: a@example.com\r\n\r\nx\r\n'),
      tags: { kind: 'initial' },
      attempt: 1,
    },
    never,
  )

test('hands out what became of a letter, once it is done not again', async () => {
  const outcome = await send('bounce@example.org')
  const received = await queue.receive(never)
  const about = { letterId, attempt: 1, providerId: outcome.kind === 'accepted' ? outcome.providerId : '' }
  expect(received.map(({ reading }) => reading)).toMatchObject([
    { kind: 'event', event: { ...about, kind: 'accepted' } },
    { kind: 'event', event: { ...about, kind: 'bounced', permanent: true } },
  ])
  await Promise.all(received.map(({ done }) => done()))
  expect(ses.events.size()).toBe(0)
  expect(await queue.receive(never)).toEqual([])
})

test('knows whether everything is stored: not while anyone holds an event, or one waits', async () => {
  expect(await queue.allStored(never)).toBe(true)
  await send('a@example.org')
  expect(await queue.allStored(never)).toBe(false)
  const [first, second] = await queue.receive(never)
  await first?.done()
  expect(await queue.allStored(never)).toBe(false)
  await second?.leave()
  const [again] = await queue.receive(never)
  expect(again?.reading).toEqual(second?.reading)
  await again?.done()
  expect(await queue.allStored(never)).toBe(true)
})

test('an event whose letter was accepted although the caller was never told comes all the same', async () => {
  ses.respondWith(['reset-after-accept'])
  expect(await send('a@example.org')).toMatchObject({ kind: 'unclear' })
  const kinds = (await queue.receive(never)).map(
    ({ reading }) => reading.kind === 'event' && reading.event.kind,
  )
  expect(kinds).toEqual(['accepted', 'delivered'])
})

test('waits for an event and ends at once when it is stopped', async () => {
  const stop = new AbortController()
  const waiting = queue.receive(stop.signal)
  stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
})

test('says that the queue does not answer, and that it may later', async () => {
  const url = ses.queueUrl
  await ses.stop()
  const gone = openSesEventQueue({ region, endpoint: url, credentials, queueUrl: url, waitSeconds: 1 })
  const away = { code: 'upstream-unavailable', retry: 'later' }
  await expect(gone.receive(never)).rejects.toMatchObject(away)
  await expect(gone.allStored(never)).rejects.toMatchObject(away)
  gone.close()
})
