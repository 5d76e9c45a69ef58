import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderBundle } from './bundle.ts'
import { checkpointAt, recallBundle, sampleLedger, sampleSigner } from './sample-ledger.ts'

// The file alone in an empty folder, as a regulator would have it.
const folder = mkdtempSync(join(tmpdir(), 'recallwire-verify-'))
const ledger = sampleLedger(9)
const vkey = sampleSigner().vkey

beforeAll(() => {
  copyFileSync(
    fileURLToPath(new URL('./recallwire-verify.ts', import.meta.url)),
    join(folder, 'recallwire-verify.ts'),
  )
  const bundle = Buffer.from(renderBundle(recallBundle(ledger, { earlier: [5] })))
  writeFileSync(join(folder, 'sound.bundle'), bundle)
  writeFileSync(
    join(folder, 'changed.bundle'),
    bundle.toString().replace('isolated on ward 3', 'isolated on ward 4'),
  )
  writeFileSync(join(folder, 'held.note'), checkpointAt(ledger, 5))
  writeFileSync(join(folder, 'newer.note'), checkpointAt(sampleLedger(12), 12))
})

afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: readonly string[]) {
  const ran = spawnSync(process.execPath, ['recallwire-verify.ts', ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { code: ran.status, out: ran.stdout }
}

describe('the verifier command', () => {
  test('exits 0 and says what holds, as of when, and that it agrees with the checkpoint held', () => {
    const { code, out } = run('sound.bundle', '--checkpoint', 'held.note', '--key', vkey)
    expect(out).toMatch(
      /^OK: recall .* none missing or changed, .* of 9 entries as signed at .* of size 5\.\n$/,
    )
    expect(code).toBe(0)
  })

  test('without a key says whose key it believed, to be compared', () => {
    const { code, out } = run('sound.bundle')
    expect(out).toContain(`No --key was given, the one inside the bundle was believed.`)
    expect(out).toContain(
      `  ${vkey}\n  SHA-256 34750f98bd59fcfc946da45aaabe933be154a4b5094e1c4abf42866505f3c97e\n`,
    )
    expect(code).toBe(0)
  })

  test('exits 1 and names the entry that was changed', () => {
    const { code, out } = run('changed.bundle', '--key', vkey)
    expect(out).toBe('TAMPERED: entry seq 3, bodies.jsonl: the body is not the one the entry was made for\n')
    expect(code).toBe(1)
  })

  test('prints one JSON object when asked', () => {
    const { code, out } = run('--json', 'changed.bundle')
    expect(JSON.parse(out)).toMatchObject({
      status: 'tampered',
      seq: 3,
      file: 'bodies.jsonl',
      keys: [{ vkey }],
    })
    expect(code).toBe(1)
  })

  test.each([
    ['a bundle that is not there', ['absent.bundle'], /no such file/],
    ['a folder', ['.'], /illegal operation on a directory/],
    ['no bundle', [], /name one bundle/],
    ['two bundles', ['sound.bundle', 'sound.bundle'], /name one bundle/],
    ['an unknown option', ['--force', 'sound.bundle'], /name one bundle/],
    ['a held checkpoint that is not there', ['sound.bundle', '--checkpoint', 'absent.note'], /no such file/],
    [
      'a held checkpoint newer than the bundle',
      ['sound.bundle', '--checkpoint', 'newer.note'],
      /ask for a newer bundle/,
    ],
    ['an unknown key', ['sound.bundle', '--key', sampleSigner(9).vkey], /signed by none of the trusted keys/],
  ])('exits 2 for %s', (_, args, message) => {
    const { code, out } = run(...args)
    expect(out).toMatch(/^CANNOT CHECK: /)
    expect(out).toMatch(message)
    expect(code).toBe(2)
  })
})
