import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { lockDataFolder } from './lock-data-folder.ts'
import { makeFolder } from './testing/make-folder.ts'
import { startProcess } from './testing/start-process.ts'

const newFolder = () => makeFolder(onTestFinished)

describe('the lock on a data folder', () => {
  test('is refused while it is held, and free again after its release', () => {
    const folder = newFolder()
    const lock = lockDataFolder(folder)
    expect(() => lockDataFolder(folder)).toThrow(
      expect.objectContaining({ code: 'data-folder-in-use', retry: 'never' }),
    )
    lock.release()
    lockDataFolder(folder).release()
  })

  test('is refused while another process holds it, and free as soon as that is killed', async () => {
    const folder = newFolder()
    const holder = startProcess(
      onTestFinished,
      (file) => `
        import { lockDataFolder } from '${file('lock-data-folder.ts')}'
        const lock = lockDataFolder(${JSON.stringify(folder)})
        console.log('held')
        setInterval(() => lock, 1000)`,
    )
    expect(await holder.line()).toBe('held')
    expect(() => lockDataFolder(folder)).toThrow(expect.objectContaining({ code: 'data-folder-in-use' }))
    await holder.kill()
    lockDataFolder(folder).release()
  })

  test('makes the folder, and leaves other folders alone', () => {
    const folder = newFolder()
    const one = lockDataFolder(join(folder, 'a', 'b'))
    const other = lockDataFolder(join(folder, 'c'))
    one.release()
    other.release()
  })

  test('says when the folder cannot be made or written', () => {
    const file = join(newFolder(), 'a-file')
    writeFileSync(file, '')
    expect(() => lockDataFolder(file)).toThrow(expect.objectContaining({ code: 'data-folder-unwritable' }))
    expect(() => lockDataFolder(join(file, 'below'))).toThrow(
      expect.objectContaining({ code: 'data-folder-unwritable' }),
    )
  })
})
