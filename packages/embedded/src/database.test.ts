import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from './database.ts'
import { makeFolder } from './testing/make-folder.ts'

const newFolder = () => makeFolder(onTestFinished)

function open(file = join(newFolder(), 'test.db'), busyTimeoutMs = 0): Database {
  const db = openDatabase(file, busyTimeoutMs)
  onTestFinished(() => db.close())
  db.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, text TEXT)')
  return db
}
const insert = (db: Database, id: number, text = '') =>
  db.write((tx) => tx.run('INSERT INTO notes VALUES (?, ?)', id, text))
const ids = (db: Database) => db.all('SELECT id FROM notes ORDER BY id').map(({ id }) => id)

describe('a write', () => {
  test('is undone alone when its work throws, and the others of its turn are kept', async () => {
    const db = open()
    const written = await Promise.allSettled([
      insert(db, 1),
      db.write((tx) => {
        tx.run('INSERT INTO notes VALUES (2, NULL)')
        throw new Error('a bug')
      }),
      insert(db, 1),
      insert(db, 3),
    ])
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(written[1]).toMatchObject({ reason: { message: 'a bug' } })
    expect(ids(db)).toEqual([1, 3])
  })

  test('says when it is durable, and nothing of what was undone', async () => {
    const db = open()
    const told: string[] = []
    const write = (text: string, fails: boolean) =>
      db.write((tx) => {
        tx.run('INSERT INTO notes (text) VALUES (?)', text)
        tx.onceDurable(() => told.push(`${text} of ${ids(db).length}`))
        if (fails) throw new Error('a bug')
        expect(told).toEqual([])
      })
    await Promise.allSettled([write('a', false), write('b', true), write('c', false)])
    expect(told).toEqual(['a of 2', 'c of 2'])
  })

  test('sees what the writes before it did, in the order in which they were asked for', async () => {
    const db = open()
    const sizes = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        db.write((tx) => {
          tx.run('INSERT INTO notes VALUES (?, NULL)', index)
          return tx.get('SELECT count(*) AS size FROM notes')?.size
        }),
      ),
    )
    expect(sizes).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
  })

  test('that finds the disk full says so, loses nothing accepted, and passes once there is space', async () => {
    const db = open()
    await insert(db, 1, 'kept')
    const pages = Number(db.get('PRAGMA page_count')?.page_count)
    db.exec(`PRAGMA max_page_count = ${pages + 20}`)
    const accepted = [1]
    let refusals = 0
    for (let id = 2; id < 200; id += 1) {
      await insert(db, id, 'x'.repeat(3_000)).then(
        () => accepted.push(id),
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'storage-full', retry: 'later' })
          refusals += 1
        },
      )
    }
    expect(refusals).toBeGreaterThan(0)
    expect(accepted.length).toBeGreaterThan(1)
    expect(ids(db)).toEqual(accepted)
    db.exec('PRAGMA max_page_count = 100000')
    await insert(db, 1_000, 'x'.repeat(3_000))
    expect(ids(db)).toEqual([...accepted, 1_000])
  })

  test('fails together with all of its turn when the disk is full, and none of them is there', async () => {
    const db = open()
    db.exec(`PRAGMA max_page_count = ${Number(db.get('PRAGMA page_count')?.page_count) + 2}`)
    const written = await Promise.allSettled([
      insert(db, 1),
      insert(db, 2, 'x'.repeat(50_000)),
      insert(db, 3),
    ])
    for (const result of written) expect(result).toMatchObject({ reason: { code: 'storage-full' } })
    expect(ids(db)).toEqual([])
  })

  test('says later while another process writes, and passes when that is done', async () => {
    const file = join(newFolder(), 'shared.db')
    const [db, other] = [open(file), open(file)]
    other.exec('BEGIN IMMEDIATE')
    await expect(insert(db, 1)).rejects.toMatchObject({ code: 'storage-unavailable', retry: 'later' })
    other.exec('COMMIT')
    await insert(db, 1)
    expect(ids(other)).toEqual([1])
  })

  test('that was asked for before the close is done, and after it is refused', async () => {
    const file = join(newFolder(), 'closing.db')
    const db = open(file)
    const asked = Promise.all(Array.from({ length: 300 }, (_, index) => insert(db, index)))
    db.close()
    await asked
    expect(ids(open(file))).toHaveLength(300)
    await expect(insert(db, 301)).rejects.toThrow('closed before this write')
  })

  test('too large for a row is refused for good, and leaves the others alone', async () => {
    const db = open()
    const large = db.write((tx) => tx.run('INSERT INTO notes VALUES (1, zeroblob(2000000000))'))
    await expect(large).rejects.toMatchObject({ code: 'record-too-large', retry: 'never' })
    await insert(db, 2)
    expect(ids(db)).toEqual([2])
  })

  test('with bad SQL is a bug and stays a plain error', async () => {
    const db = open()
    await expect(db.write((tx) => tx.run('INSERT INTO nowhere VALUES (1)'))).rejects.not.toHaveProperty(
      'retry',
    )
  })
})
