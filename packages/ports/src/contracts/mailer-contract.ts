import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Mailer, OutgoingMail } from '../mailer.ts'

/** A mailer on a fresh mail service, and a view of what that service accepted, in order. */
export type OpenedMailer = {
  readonly mailer: Mailer
  received(): Promise<readonly Uint8Array[]>
  /** Makes the next try end in a certain refusal, or in an answer that is lost. Left out where nothing can cause it. */
  readonly provoke?: { refused(): Promise<void>; unclear(): Promise<void> }
  close(): Promise<void>
}

/** What an adapter says it can do: promises that do not apply to it are not tested, and claiming too little is a failure. */
export type MailerAbilities = { readonly settles: Mailer['settles']; readonly canBeProvoked: boolean }

const letterId = 'b577ti3l6f7cmop4ribsu325tu'
const mime = new TextEncoder().encode('From: a@example.com\r\nTo: b@example.org\r\n\r\nRecall\r\n')
const mail: OutgoingMail = { letterId, to: 'b@example.org', mime, tags: { kind: 'initial' }, attempt: 1 }
const never = new AbortController().signal

/** The promises of the Mailer port, held against one adapter. Each test opens a mail service of its own. */
export function describeMailer(name: string, able: MailerAbilities, open: () => Promise<OpenedMailer>): void {
  describe(`Mailer: ${name}`, () => {
    let opened: OpenedMailer
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.close())

    test('an accepted letter arrives byte for byte', async () => {
      const everyByte = new Uint8Array(4096).map((_, index) => index % 256)
      const outcome = await opened.mailer.send({ ...mail, mime: everyByte }, never)
      expect(outcome).toEqual({ kind: 'accepted', providerId: expect.stringMatching(/./) })
      expect((await opened.received()).map((bytes) => Buffer.from(bytes))).toEqual([Buffer.from(everyByte)])
    })

    test('two letters are two letters', async () => {
      await opened.mailer.send(mail, never)
      await opened.mailer.send({ ...mail, letterId: `c${letterId.slice(1)}` }, never)
      expect(await opened.received()).toHaveLength(2)
    })

    test.each([
      'b@example.org, c@example.org',
      'b@example.org;c@example.org',
      'b@example.org\r\nBcc: c@example.org',
      'B <b@example.org>',
      'nobody',
      '',
    ])('refuses %j, which is not one address', async (to) => {
      expect(await opened.mailer.send({ ...mail, to }, never)).toMatchObject({
        kind: 'refused',
        scope: 'letter',
      })
      expect(await opened.received()).toEqual([])
    })

    test('a signal aborted beforehand sends nothing and says so', async () => {
      const outcome = await opened.mailer.send(mail, AbortSignal.abort())
      expect(outcome).toMatchObject({ kind: 'refused', scope: 'later' })
      expect(await opened.received()).toEqual([])
    })

    test('is able to do exactly what it declares', () => {
      expect(opened.mailer.settles).toBe(able.settles)
      expect(opened.provoke !== undefined).toBe(able.canBeProvoked)
    })

    test('has a lookup exactly where lookup settles', () => {
      expect(opened.mailer.lookup !== undefined).toBe(opened.mailer.settles === 'lookup')
    })

    if (able.settles === 'lookup') describeLookup(() => opened)
    if (able.canBeProvoked) describeFailures(() => opened)
  })
}

function describeLookup(opened: () => OpenedMailer): void {
  describe('that settles by lookup', () => {
    test('tells accepted letters from absent ones', async () => {
      const { mailer } = opened()
      expect(await mailer.lookup?.(letterId)).toBe('absent')
      await mailer.send(mail, never)
      expect(await mailer.lookup?.(letterId)).toBe('accepted')
    })

    test('has the same letter once when it is sent twice', async () => {
      const { mailer, received } = opened()
      const first = await mailer.send(mail, never)
      expect(await mailer.send({ ...mail, attempt: 2 }, never)).toEqual(first)
      expect(await received()).toHaveLength(1)
    })
  })
}

function describeFailures(opened: () => OpenedMailer): void {
  describe('whose service can fail', () => {
    test('a refusal leaves nothing behind and the next try passes', async () => {
      const { mailer, received, provoke } = opened()
      await provoke?.refused()
      expect((await mailer.send(mail, never)).kind).toBe('refused')
      expect(await received()).toEqual([])
      expect((await mailer.send({ ...mail, attempt: 2 }, never)).kind).toBe('accepted')
    })

    test('a lost answer is unclear and is not tried again by the mailer', async () => {
      const { mailer, received, provoke } = opened()
      await provoke?.unclear()
      expect((await mailer.send(mail, never)).kind).toBe('unclear')
      expect((await received()).length).toBeLessThanOrEqual(1)
    })
  })
}
