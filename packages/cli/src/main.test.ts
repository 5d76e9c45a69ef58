import { describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { runCommand } from './testing/run-command.ts'

const nobody = 'http://127.0.0.1:9'

const recallwire = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCommand(words, { env })

describe('the command', () => {
  test.each(commands.map(({ name }) => name))('has help with examples for %s', async (name) => {
    const { code, out, err } = await recallwire([name, '--help'])
    expect(out).toContain(`Usage: recallwire ${name} `)
    expect(out).toContain(`Examples:\n  recallwire ${name}`)
    expect(out).toContain('--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test.each([
    { words: ['statsu'], says: "unknown command 'statsu'\n(Did you mean status?) See recallwire --help." },
    { words: [], says: 'Name a command\nUsage: recallwire' },
    { words: ['status'], says: "missing required argument 'recall'\nSee recallwire status --help." },
    { words: ['status', 'FA-1', 'FA-2'], says: 'too many arguments' },
    { words: ['cases', '--jsn'], says: "unknown option '--jsn'\n(Did you mean --json?)" },
    { words: ['bundle', 'FA-1'], says: "required option '-o, --output <file>' not specified" },
    { words: ['report', 'FA-1', '--as-of', 'June'], says: '--as-of: write an instant such as' },
    { words: ['devices', '--limit', '0'], says: '--limit: write a whole number from 1' },
    { words: ['publish', 'absent.json'], says: 'absent.json cannot be read\nThe system says ENOENT.' },
    { words: ['import', 'absent.csv'], says: 'absent.csv cannot be read\nThe system says ENOENT.' },
  ])('ends with 2 and says why: $words', async ({ words, says }) => {
    const { code, out, err } = await recallwire(words, { RECALLWIRE_KEY: 'rw_sample' })
    expect(err).toContain(says)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  test.each([
    { env: {}, says: 'Set RECALLWIRE_KEY to your API key\n' },
    { env: { RECALLWIRE_KEY: 'rw_two words' }, says: 'RECALLWIRE_KEY is not an API key\n' },
    { env: { RECALLWIRE_URL: 'ftp://example.org' }, says: 'RECALLWIRE_URL is not an address\n' },
    { env: { RECALLWIRE_URL: 'http://me:secret@example.org' }, says: 'RECALLWIRE_URL is not an address\n' },
  ])('cannot be used with $env, and does not quote it', async ({ env, says }) => {
    const { code, err } = await recallwire(['cases'], env)
    expect(err).toMatch(new RegExp(`^${says}`))
    expect(err).not.toMatch(/two words|secret/)
    expect(code).toBe(2)
  })

  test('takes no --facility for NDJSON, whose lines name their own', async () => {
    const env = { RECALLWIRE_KEY: 'rw_sample', RECALLWIRE_URL: nobody }
    const { code, err } = await runCommand(['import', '-', '--facility', 'NGH'], { env, input: '{"di":1}\n' })
    expect(err).toContain('NDJSON takes neither --facility nor --observed-at')
    expect(code).toBe(2)
    const input = '{"resourceType":"Bundle"}'
    const fhir = await runCommand(['import', '-', '--mapping', 'pumps'], { env, input })
    expect([fhir.code, fhir.err]).toEqual([2, expect.stringContaining('Only CSV takes --mapping')])
  })

  test('takes the "--" that pnpm puts before the words', async () => {
    const { code, out } = await recallwire(['--', 'status', '--help'])
    expect(out).toMatch(/^Usage: recallwire status /)
    expect(code).toBe(0)
  })

  test('ends with 3 where nobody answers', async () => {
    const { code, out, err } = await recallwire(['cases'], {
      RECALLWIRE_KEY: 'rw_sample',
      RECALLWIRE_URL: nobody,
    })
    expect(err).toMatch(/^http:\/\/127\.0\.0\.1:9 does not answer\n/)
    expect(err).not.toContain('rw_sample')
    expect({ code, out }).toEqual({ code: 3, out: '' })
  })

  test('prints a failure as JSON too when asked, and nothing else', async () => {
    const { code, out, err } = await recallwire(['statsu', '--json'])
    expect(JSON.parse(out)).toMatchObject({ title: "unknown command 'statsu'" })
    expect({ code, err }).toEqual({ code: 2, err: '' })
  })

  test('cannot check what is no bundle, and says so like the verifier', async () => {
    const { code, out } = await recallwire(['verify', import.meta.filename])
    expect(out).toBe('CANNOT CHECK: first line: is not that of a bundle\n')
    expect(code).toBe(2)
    expect((await recallwire(['verify', 'absent.bundle', '--json'])).out).toMatch(
      /^\{"status":"cannot-check",/,
    )
  })
})
