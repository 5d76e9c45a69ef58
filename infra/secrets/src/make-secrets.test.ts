import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstallationKeys } from '@recallwire/infra-embedded/installation-keys.ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeSecrets, type SecretName, secretNames } from './make-secrets.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'recallwire-secrets-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return join(made, 'secrets')
}
const read = (from: string, name: SecretName) => readFileSync(join(from, name), 'utf8').trim()

describe('the secrets of an installation', () => {
  test('are one file each, readable in a container, in a folder that keeps others out', () => {
    const to = folder()
    const { made, kept, operatorSecret } = makeSecrets(to, randomBytes)
    expect([made, kept]).toEqual([secretNames, []])
    for (const name of ['forwarding-secret', 'reply-link-secret', 'ledger-key'] as const)
      expect(read(to, name)).toMatch(/^[0-9a-f]{64}$/)
    expect(read(to, 'installation-id')).toMatch(/^[a-z2-7]{26}$/)
    expect(operatorSecret).toMatch(/^rw_[\w-]{43}$/)
    expect(new Set(secretNames.map((name) => read(to, name))).size).toBe(5)
    expect(statSync(to).mode & 0o777).toBe(0o700)
    expect(statSync(join(to, 'ledger-key')).mode & 0o777).toBe(0o444)
  })

  test('are kept by a second run, which makes only what was taken away', () => {
    const to = folder()
    makeSecrets(to, randomBytes)
    const before = read(to, 'ledger-key')
    unlinkSync(join(to, 'operator-secret'))
    const { made, kept } = makeSecrets(to, randomBytes)
    expect([made, kept.length, read(to, 'ledger-key')]).toEqual([['operator-secret'], 4, before])
  })

  test('of an embedded installation are taken over, so that its links and its ledger stay good', () => {
    const data = folder()
    makeSecrets(data, randomBytes)
    const keys = openInstallationKeys(data, randomBytes)
    const to = folder()
    makeSecrets(to, randomBytes, data)
    expect(read(to, 'installation-id')).toBe(keys.installationId)
    expect(read(to, 'reply-link-secret')).toBe(Buffer.from(keys.replyLinks).toString('hex'))
    expect(read(to, 'ledger-key')).toBe(Buffer.from(keys.ledger).toString('hex'))
  })

  test('are not invented where those of an installation are asked for and not there', () => {
    const data = folder()
    expect(() => makeSecrets(folder(), randomBytes, data)).toThrow('There is no keys.json')
    makeSecrets(data, randomBytes)
    writeFileSync(join(data, 'keys.json'), '{}')
    expect(() => makeSecrets(folder(), randomBytes, data)).toThrow('is damaged')
  })
})
