import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApi } from './api.ts'
import { mappings } from './commands/mappings.ts'

const file = { name: 'pumps', columns: { 'Serial No.': 'serial', Loc: null }, constants: {} }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recallwire-mappings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** An API that keeps what it is sent under its path. */
function runWith(kept: Map<string, unknown>) {
  const fetch = async (url: Parameters<typeof globalThis.fetch>[0], init?: RequestInit) => {
    const path = new URL(String(url)).pathname
    const name = decodeURIComponent(path.replace('/v1/devices/mappings', '').slice(1))
    const view = (key: string) => ({
      name: key,
      mapping: kept.get(key),
      updatedAt: '2025-06-20T12:00:00.000Z',
    })
    if (init?.method === 'PUT') kept.set(name, JSON.parse(String(init.body)))
    const body = name === '' ? [...kept.keys()].map(view) : view(name)
    const answer = Response.json(body)
    Object.defineProperty(answer, 'url', { value: String(url) })
    return answer
  }
  const api = createApi({ url: new URL('http://recalls.example.org'), key: 'rw_sample', fetch })
  const surroundings = {
    env: {},
    workingFolder: folder,
    fetch,
    stdin: (async function* () {})(),
    stderr: undefined,
    now: () => 0,
    newId: () => 'id',
  }
  return (typed: object) => mappings.run(surroundings, () => ({ kind: 'ok', value: api }), typed)
}

describe('the mappings command', () => {
  test('shows what it saved, in the form in which it saves', async () => {
    const run = runWith(new Map())
    writeFileSync(join(folder, 'pumps.json'), JSON.stringify(file))
    const saved = await run({ act: 'save', name: 'pumps.json' })
    expect(saved).toMatchObject({ kind: 'done', text: expect.stringContaining('--mapping pumps') })
    const shown = await run({ act: 'show', name: 'pumps' })
    expect(shown).toMatchObject({ kind: 'done', value: file, text: JSON.stringify(file, undefined, 2) })
    expect(await run({ act: 'list' })).toMatchObject({ text: expect.stringMatching(/NAME.*\npumps +2/) })
  })

  test('says what is wrong with a file before it asks', async () => {
    const kept = new Map<string, unknown>()
    writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...file, columns: { 'S/N': 'serialNo' } }))
    writeFileSync(join(folder, 'none.json'), '{')
    for (const name of ['bad.json', 'none.json', undefined])
      expect(await runWith(kept)({ act: 'save', name })).toMatchObject({ kind: 'usage' })
    expect(kept.size).toBe(0)
  })

  test('says that there is none', async () => {
    expect(await runWith(new Map())({ act: 'list' })).toMatchObject({ text: 'No mapping is stored.' })
  })
})
