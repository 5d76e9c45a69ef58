import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeMailer } from '@recallwire/ports/contracts/mailer-contract.ts'
import type { OutgoingMail } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFolderMailer } from './folder-mailer.ts'

const letterId = 'b577ti3l6f7cmop4ribsu325tu'
const never = new AbortController().signal
const mail: OutgoingMail = {
  letterId,
  to: 'b@example.org',
  mime: Buffer.from('one\r\n'),
  tags: {},
  attempt: 1,
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describeMailer('folder', { settles: 'lookup', canBeProvoked: false }, async () => {
  const contractFolder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  const mailer = await openFolderMailer(contractFolder)
  return {
    mailer,
    received: async () => {
      const names = (await readdir(contractFolder)).filter((name) => name.endsWith('.eml')).toSorted()
      return Promise.all(names.map((name) => readFile(join(contractFolder, name))))
    },
    close: () => rm(contractFolder, { recursive: true, force: true }),
  }
})

describe('the folder', () => {
  test('holds the letter under its id and nothing else', async () => {
    const mailer = await openFolderMailer(join(folder, 'made', 'on', 'opening'))
    expect(await mailer.send(mail, never)).toEqual({ kind: 'accepted', providerId: letterId })
    expect(await readdir(join(folder, 'made', 'on', 'opening'))).toEqual([`${letterId}.eml`])
  })

  test('keeps the first message when another comes under the same id', async () => {
    const mailer = await openFolderMailer(folder)
    await mailer.send(mail, never)
    const outcome = await mailer.send({ ...mail, mime: Buffer.from('two\r\n'), attempt: 2 }, never)
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'letter' })
    expect(await readFile(join(folder, `${letterId}.eml`), 'utf8')).toBe('one\r\n')
  })

  test.each([
    '../../etc/passwd',
    'b577ti3l6f7cmop4ribsu325t/',
    'B577TI3L6F7CMOP4RIBSU325TU',
    '',
    `${letterId}\n`,
    `${letterId}x`,
  ])('refuses the letter id %j and looks nowhere for it', async (badId) => {
    const mailer = await openFolderMailer(folder)
    expect(await mailer.send({ ...mail, letterId: badId }, never)).toMatchObject({
      kind: 'refused',
      scope: 'letter',
    })
    expect(await mailer.lookup(badId)).toBe('absent')
    expect(await readdir(folder)).toEqual([])
  })

  test('a half-written letter of a process that died is absent and does not stand in the way', async () => {
    const mailer = await openFolderMailer(folder)
    await writeFile(join(folder, `.${letterId}.left-over.tmp`), 'on')
    expect(await mailer.lookup(letterId)).toBe('absent')
    expect((await mailer.send(mail, never)).kind).toBe('accepted')
  })

  test('a folder that cannot be written is a certain refusal that names the error and leaves nothing', async () => {
    const mailer = await openFolderMailer(folder)
    await rm(folder, { recursive: true })
    expect(await mailer.send(mail, never)).toEqual({
      kind: 'refused',
      scope: 'account',
      reason: 'the mail folder failed: ENOENT',
    })
  })

  test('a letter in place that cannot be read is unclear, and looking finds no file', async () => {
    const mailer = await openFolderMailer(folder)
    await mkdir(join(folder, `${letterId}.eml`))
    expect(await mailer.send(mail, never)).toEqual({
      kind: 'unclear',
      reason: 'the mail folder failed: EISDIR',
    })
    expect(await mailer.lookup(letterId)).toBe('absent')
    expect(await readdir(folder)).toEqual([`${letterId}.eml`])
  })

  test('does not open where a file stands in its place', async () => {
    await writeFile(join(folder, 'taken'), '')
    await expect(openFolderMailer(join(folder, 'taken'))).rejects.toMatchObject({
      code: 'data-folder-unwritable',
    })
  })

  test('two processes sending the same letter leave one whole letter', async () => {
    const mailers = await Promise.all(Array.from({ length: 8 }, () => openFolderMailer(folder)))
    const outcomes = await Promise.all(mailers.map((mailer) => mailer.send(mail, never)))
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']))
    expect(await readdir(folder)).toEqual([`${letterId}.eml`])
  })
})
