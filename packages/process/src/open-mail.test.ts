import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mailConfigSchema } from './mail-config.ts'
import { openMail } from './open-mail.ts'

const configOf = (settings: Record<string, string>, topicArn?: string) => ({
  ...mailConfigSchema.parse(settings),
  RECALLWIRE_MAIL_FROM: 'recalls@example.org',
  RECALLWIRE_SES_EVENTS_TOPIC_ARN: topicArn,
})
const aws = { region: 'us-east-1', endpoint: undefined }
const ses = { RECALLWIRE_MAIL: 'ses' }
const set = { RECALLWIRE_SES_CONFIGURATION_SET: 'recalls' }
const queue = { RECALLWIRE_SES_EVENTS_QUEUE_URL: 'http://127.0.0.1:1/000000000000/events' }

async function settlesOf(...given: Parameters<typeof openMail>) {
  const mail = await openMail(...given)
  mail.close()
  return {
    settles: mail.mailer.settles,
    events: mail.mailEvents !== undefined,
    shown: mail.mailbox !== undefined,
  }
}

describe('the mail service', () => {
  test('is a folder that can be looked at, or SES, and says how an unclear attempt is settled', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recallwire-mail-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const arn = 'arn:aws:sns:us-east-1:000000000000:events'
    expect(await settlesOf(folder, configOf({}), aws)).toEqual({
      settles: 'lookup',
      events: false,
      shown: true,
    })
    expect(await settlesOf(folder, configOf(ses), aws)).toEqual({
      settles: 'never',
      events: false,
      shown: false,
    })
    expect(await settlesOf(undefined, configOf({ ...ses, ...set, ...queue }), aws)).toEqual({
      settles: 'events',
      events: true,
      shown: false,
    })
    expect(await settlesOf(undefined, configOf({ ...ses, ...set }, arn), aws)).toMatchObject({
      settles: 'never',
    })
  })

  test.each([
    ['a folder where there is none for the data', {}, aws, 'set RECALLWIRE_MAIL=ses'],
    ['SES of no region', ses, { ...aws, region: undefined }, 'needs AWS_REGION'],
    ['a configuration set whose events nobody reads', { ...ses, ...set }, aws, 'set neither or both'],
    ['events of no configuration set', { ...ses, ...queue }, aws, 'set neither or both'],
  ])('is not %s', async (_what, settings, from, message) => {
    await expect(openMail(undefined, configOf(settings), from)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining(message),
    })
  })
})
