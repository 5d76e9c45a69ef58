import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeNewFile } from './write-new-file.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-cli-'))
  path = join(folder, 'FA-1.bundle')
})
afterEach(() => rm(folder, { recursive: true }))

test('writes the file and leaves nothing beside it, whatever a broken-off try left', async () => {
  await writeFile(`${path}.part`, 'half of an earlier one, and longer than this')
  await writeNewFile(path, Buffer.from('whole'))
  expect(await readFile(path, 'utf8')).toBe('whole')
  expect(await readdir(folder)).toEqual(['FA-1.bundle'])
})

test('leaves a file that is there alone', async () => {
  await writeFile(path, 'earlier evidence')
  await expect(writeNewFile(path, Buffer.from('later'))).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await readFile(path, 'utf8')).toBe('earlier evidence')
  expect(await readdir(folder)).toEqual(['FA-1.bundle'])
})

test('says where it cannot write', async () => {
  await expect(writeNewFile(join(folder, 'none', 'x'), Buffer.from('x'))).rejects.toMatchObject({
    code: 'ENOENT',
  })
})
