import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDataFile } from './open-data-file.ts'
import { migrations } from './schema/migrations.ts'
import { makeFolder } from './testing/make-folder.ts'
import { startProcess } from './testing/start-process.ts'

const newFolder = () => makeFolder(onTestFinished)
const newFile = () => join(newFolder(), 'recallwire.db')
const sessions = 'SELECT count(*) AS count FROM sessions'

/** A file with enough in it that most of its pages hold rows. */
async function filled(): Promise<string> {
  const file = newFile()
  const db = await openDataFile(file)
  await db.write((tx) => {
    for (let index = 0; index < 500; index += 1) {
      tx.run('INSERT INTO sessions VALUES (?, ?, ?)', `token ${index}`, 'person', 'x'.repeat(500))
    }
  })
  db.close()
  return file
}

describe('opening the data file', () => {
  test('finds everything that was written before', async () => {
    const file = await filled()
    for (let again = 0; again < 3; again += 1) {
      const db = await openDataFile(file)
      expect(db.get(sessions)).toEqual({ count: 500 })
      db.close()
    }
  })

  test('keeps commits through a loss of power, and overwrites what is deleted', async () => {
    const db = await openDataFile(newFile())
    expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
    expect(db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
    expect(db.get('PRAGMA secure_delete')).toEqual({ secure_delete: 1 })
    expect(db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 })
    expect(db.get('PRAGMA busy_timeout')).toEqual({ timeout: 5_000 })
    expect(db.get('PRAGMA user_version')).toEqual({ user_version: migrations.length })
    db.close()
  })

  test('works for several processes that open a new file at once', async () => {
    const file = newFile()
    const others = Array.from({ length: 3 }, () =>
      startProcess(
        onTestFinished,
        (path) => `
          import { openDataFile } from '${path('open-data-file.ts')}'
          const db = await openDataFile(${JSON.stringify(file)})
          await db.write((tx) => tx.run('INSERT INTO sessions VALUES (?, ?, ?)', String(process.pid), 'p', 's'))
          db.close()
          console.log('done')`,
      ),
    )
    expect(await Promise.all(others.map((other) => other.line()))).toEqual(['done', 'done', 'done'])
    const db = await openDataFile(file)
    expect(db.get(sessions)).toEqual({ count: 3 })
    db.close()
  })

  test('refuses a damaged file and says where', async () => {
    const file = await filled()
    const writable = openSync(file, 'r+')
    const size = statSync(file).size
    for (let at = 200_000; at < size - 10_000; at += 40_000)
      writeSync(writable, Buffer.alloc(6_000, 0xa5), 0, 6_000, at)
    closeSync(writable)
    const before = readFileSync(file)
    await expect(openDataFile(file)).rejects.toMatchObject({
      code: 'storage-damaged',
      message: expect.stringContaining(`${file} is damaged`),
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('refuses a file whose end is missing', async () => {
    const file = await filled()
    writeFileSync(file, readFileSync(file).subarray(0, 100_000))
    await expect(openDataFile(file)).rejects.toMatchObject({ code: 'storage-damaged' })
  })

  test.each([
    ['text', 'id,name\n'.repeat(200)],
    ['noise', Buffer.alloc(8_192, 0x5a)],
  ])('refuses a file of %s and leaves it alone', async (_name, content) => {
    const file = newFile()
    writeFileSync(file, content)
    await expect(openDataFile(file)).rejects.toMatchObject({
      code: 'storage-damaged',
      message: expect.stringContaining('name another file'),
    })
    expect(readFileSync(file).equals(Buffer.from(content))).toBe(true)
  })

  test("refuses another program's database and leaves it alone", async () => {
    const file = newFile()
    const foreign = new DatabaseSync(file)
    foreign.exec('CREATE TABLE theirs (id INTEGER)')
    foreign.close()
    const before = readFileSync(file)
    await expect(openDataFile(file)).rejects.toMatchObject({
      code: 'storage-damaged',
      message: `${file} is a database of another program and was left alone: name another file.`,
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('refuses a file of a newer version', async () => {
    const file = newFile()
    const db = await openDataFile(file)
    db.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    db.close()
    await expect(openDataFile(file)).rejects.toMatchObject({
      code: 'storage-too-new',
      retry: 'never',
      message: expect.stringContaining('start the newer one'),
    })
  })

  test('says when the file cannot be made', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'a-file'), '')
    mkdirSync(join(folder, 'a-folder'))
    for (const file of [join(folder, 'a-file', 'recallwire.db'), join(folder, 'a-folder')]) {
      await expect(openDataFile(file)).rejects.toMatchObject({ code: 'data-folder-unwritable' })
    }
  })

  test('keeps a file in memory to itself', async () => {
    const [one, other] = [await openDataFile(':memory:'), await openDataFile(':memory:')]
    await one.write((tx) => tx.run('INSERT INTO sessions VALUES (?, ?, ?)', 'token', 'person', 's'))
    expect(one.get(sessions)).toEqual({ count: 1 })
    expect(other.get(sessions)).toEqual({ count: 0 })
    one.close()
    other.close()
  })
})
