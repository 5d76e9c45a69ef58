import { setTimeout as delay } from 'node:timers/promises'
import { createSesMailer } from '@recallwire/mail/ses-mailer.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LocalSes, startLocalSes } from '../../../../infra/ses/src/local-ses.ts'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { createGovernor } from './governor.ts'
import { sendingTimes } from './sending-times.ts'

let ses: LocalSes
beforeEach(async () => {
  ses = await startLocalSes({ quota: { daily: 200, rate: 50 } })
})
afterEach(() => ses.stop())

test('the quota is what SES tells of the account, and letters stop at its end', async () => {
  const realNow = () => new Date().toISOString()
  const backEnd = await openEmbedded({ file: ':memory:', realNow })
  const mailer = createSesMailer({
    region: 'us-east-1',
    endpoint: ses.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    from: 'recalls@example.org',
  })
  const never = new AbortController().signal
  const governor = createGovernor({
    mailer,
    leases: backEnd.leases,
    owner: 'a',
    times: sendingTimes(30_000),
    realNow,
    steadyMs: () => performance.now(),
    wait: (ms, signal) => delay(ms, undefined, { signal }),
  })
  await governor.share()
  await governor.readQuota(never)
  await governor.share()
  const mail = (index: number) => ({
    letterId: 'b577ti3l6f7cmop4ribsu325tu',
    to: `a${index}@example.org`,
    mime: Buffer.from('From: a@example.com\r\n\r\nx\r\n'),
    tags: {},
    attempt: 1,
  })
  const sends: Promise<unknown>[] = []
  for (let leaving = await governor.depart(never); leaving; leaving = await governor.depart(never)) {
    await leaving.due()
    leaving.leaves()
    sends.push(mailer.send(mail(sends.length), never))
  }
  await Promise.all(sends)
  expect(ses.received()).toHaveLength(200)
  expect(governor.isUsedUp()).toBe(true)
  mailer.close()
  await backEnd.close()
})
