import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { headerOf, type MailPart, takeApart } from '../letters/testing/describe-mail.ts'
import { caseId, pump } from '../letters/testing/sample-case.ts'
import { firmOrganisationId, notice, publishedAt, revision } from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { matchedData, publishedData, saveNotice, seedRecall } from '../testing/seed-recall.ts'

const file = Buffer.from(`%PDF-1.7\n${'\u0000\u00ff letter '.repeat(400)}\n%%EOF\n`, 'latin1')
const firmLetter = { fileName: 'Customer letter (final).pdf', sha256: sha256Hex(file), size: file.length }
const withLetter = { ...revision, content: { ...revision.content, firmLetter } }

let backEnd: BackEnd
let folder: string
let desk: Desk

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  await saveNotice(backEnd, { ...notice, revisions: [withLetter] })
  desk = createDesk(backEnd, await openFolderMailer(folder))
})
afterEach(async () => {
  await backEnd.close()
  await rm(folder, { recursive: true })
})

const keep = () =>
  backEnd.attachments.put({
    organisationId: firmOrganisationId,
    uploadedAt: publishedAt,
    ...firmLetter,
    bytes: new Uint8Array(file),
  })

const publish = async () => {
  await desk.say('recallwire.notice-published.v1', publishedData(withLetter))
  await desk.say('recallwire.units-matched.v1', matchedData([pump]))
  await desk.deliver()
  desk.pass(60_000)
}

const attachedTo = (mail: MailPart): readonly (readonly [string, Buffer])[] =>
  mail.parts.flatMap((part) => {
    const name = /filename="?([^";]+)/.exec(headerOf(part, 'content-disposition') ?? '')?.[1]
    return name === undefined ? [] : [[name, Buffer.from(part.body, 'base64')] as const]
  })

test('the first letter carries the firm\u2019s own unaltered, a reminder does not, and the store holds it once', async () => {
  await keep()
  await publish()
  await desk.runDays(4)
  const letters = await desk.letters(caseId)
  const [initial] = letters
  const reminded = letters.find(({ plan }) => plan.kind === 'reminder')
  expect(initial?.plan.kind).toBe('initial')
  const sent = await readFile(join(folder, `${initial?.letterId}.eml`))
  const attached = attachedTo(takeApart(sent.toString('latin1')))
  expect(attached.map(([name]) => name)).toEqual([
    'FA-2025-019-units.csv',
    'FA-2025-019-reply-form.pdf',
    'Customer-letter-final.pdf',
  ])
  expect(attached.at(-1)?.[1].equals(file)).toBe(true)
  expect(initial?.mimeHash).toBe(sha256Hex(sent))
  const reminder = await readFile(join(folder, `${reminded?.letterId}.eml`), 'latin1')
  expect(attachedTo(takeApart(reminder)).map(([name]) => name)).toEqual(['FA-2025-019-reply-form.pdf'])
})

test('while the file is not readable nothing is sent without it, and the letter goes once it is', async () => {
  await publish()
  await expect(desk.run()).rejects.toThrow('not readable yet')
  expect((await desk.letters(caseId)).map(({ state }) => state)).not.toContain('sent')
  await keep()
  desk.pass(120_000)
  await desk.settle()
  await desk.run()
  expect((await desk.letters(caseId)).map(({ state }) => state)).toEqual(['sent'])
})
