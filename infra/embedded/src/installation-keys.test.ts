import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openInstallationKeys } from './installation-keys.ts'

/** Not random: bytes that differ from call to call. */
function countedBytes(): (bytes: number) => Uint8Array {
  let calls = 0
  return (bytes) => {
    calls += 1
    return new Uint8Array(bytes).fill(calls)
  }
}
const none = (): Uint8Array => {
  throw new Error('no secret is made twice')
}

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recallwire-keys-'))
  file = join(folder, 'keys.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the keys of an installation', () => {
  test('are made once and read from then on', () => {
    const made = openInstallationKeys(folder, countedBytes())
    expect(openInstallationKeys(folder, none)).toEqual(made)
  })

  test('are three secrets of 32 bytes, no two alike, and an id that gives none of them away', () => {
    const { installationId, ...secrets } = openInstallationKeys(folder, countedBytes())
    const hex = Object.values(secrets).map((secret) => Buffer.from(secret).toString('hex'))
    expect(hex.map((text) => text.length)).toEqual([64, 64, 64])
    expect(new Set(hex).size).toBe(3)
    expect(installationId).toMatch(/^[a-z2-7]{26}$/)
    expect(readFileSync(file, 'utf8')).not.toContain(installationId)
  })

  test('are for their owner alone, and nothing is left beside them', () => {
    openInstallationKeys(folder, countedBytes())
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['keys.json'])
  })

  test.each([
    ['half a file', (text: string) => text.slice(0, 100)],
    ['an empty file', () => ''],
    ['a secret cut short', (text: string) => text.replace(/[0-9a-f]{64}(?="\n})/, 'abc')],
    ['a secret that is gone', (text: string) => text.replace(/ {2}"forwarding".*\n/, '')],
  ])('stop the start when damaged: %s', (_name, damage) => {
    openInstallationKeys(folder, countedBytes())
    const damaged = damage(readFileSync(file, 'utf8'))
    writeFileSync(file, damaged)
    expect(() => openInstallationKeys(folder, none)).toThrow(
      /keys\.json .*Restore it from a backup; links already mailed depend on it\.$/s,
    )
    expect(readFileSync(file, 'utf8')).toBe(damaged)
  })
})
