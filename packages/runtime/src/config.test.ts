import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { collectConfig, readConfig } from './config.ts'
import { secretSetting } from './secret-setting.ts'

const schema = z.object({
  RECALLWIRE_PORT: z.coerce.number().int().min(1).max(65535).default(4800),
  RECALLWIRE_BACKEND: z.enum(['embedded', 'distributed']).default('embedded'),
  RECALLWIRE_SECRET: z.string().min(32).optional(),
})

const messageOf = (env: Record<string, string | undefined>, alsoKnown?: readonly string[]): string => {
  try {
    readConfig(schema, env, alsoKnown)
    return 'accepted'
  } catch (error) {
    expect(error).toMatchObject({ name: 'RecallError', code: 'config-invalid', retry: 'never' })
    return error instanceof Error ? error.message : ''
  }
}

describe('reading settings', () => {
  it('fills in defaults, converts, and takes an empty value as left out', () => {
    expect(readConfig(schema, { RECALLWIRE_PORT: '5000', RECALLWIRE_BACKEND: '', HOME: '/root' })).toEqual({
      RECALLWIRE_PORT: 5000,
      RECALLWIRE_BACKEND: 'embedded',
    })
  })

  it('lists every problem at once', () => {
    const message = messageOf({ RECALLWIRE_PORT: '99999', RECALLWIRE_BACKEND: 'cloud', RECALLWIRE_PROT: '1' })
    expect(message.split('\n')).toHaveLength(4)
    expect(message).toContain('RECALLWIRE_PORT: ')
    expect(message).toContain('RECALLWIRE_BACKEND: ')
    expect(message).toContain('RECALLWIRE_PROT is not a setting; did you mean RECALLWIRE_PORT?')
  })

  it('makes no guess where no name is near', () => {
    expect(messageOf({ RECALLWIRE_COLOUR_OF_THE_SKY: 'blue' })).toMatch(/is not a setting$/)
  })

  it('says that a setting without a default is missing', () => {
    expect(() => readConfig(z.object({ RECALLWIRE_REGION: z.string() }), {})).toThrow(
      'RECALLWIRE_REGION is missing: set it',
    )
  })

  it('never repeats a value', () => {
    expect(
      messageOf({ RECALLWIRE_SECRET: 'canary', RECALLWIRE_PORT: 'canary', RECALLWIRE_BACKEND: 'canary' }),
    ).not.toContain('canary')
  })

  it('knows the names that other parts of the process read', () => {
    expect(messageOf({ RECALLWIRE_MAILER: 'ses' }, ['RECALLWIRE_MAILER'])).toBe('accepted')
  })
})

describe('settings that several parts of a process read', () => {
  const store = z.object({ RECALLWIRE_STORE: z.string(), RECALLWIRE_PUBLIC_URL: z.url() })
  const page = z.object({ RECALLWIRE_PUBLIC_URL: z.url(), RECALLWIRE_TITLE: z.string() })

  it('are told together, each problem once', () => {
    const reading = collectConfig({ RECALLWIRE_PUBLIC_URL: 'here', RECALLWIRE_TITEL: 'Recalls' })
    reading.add(store)
    reading.add(page)
    expect(() => reading.finish()).toThrow(
      /^The configuration is not usable:\n {2}- RECALLWIRE_STORE is missing: set it\n {2}- RECALLWIRE_PUBLIC_URL: .+\n {2}- RECALLWIRE_TITLE is missing: set it\n {2}- RECALLWIRE_TITEL is not a setting; did you mean RECALLWIRE_TITLE\?$/,
    )
  })

  it('come out each with its own', () => {
    const reading = collectConfig({
      RECALLWIRE_STORE: 'a',
      RECALLWIRE_PUBLIC_URL: 'https://recalls.example.org',
      RECALLWIRE_TITLE: 'b',
    })
    const [ofStore, ofPage] = [reading.add(store), reading.add(page)]
    reading.finish()
    expect([ofStore().RECALLWIRE_STORE, ofPage().RECALLWIRE_TITLE]).toEqual(['a', 'b'])
  })
})

describe('a secret', () => {
  const keys = z.object({ RECALLWIRE_KEY: secretSetting(z.string().min(8)), RECALLWIRE_NAME: z.string() })

  const fileWith = (text: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'recallwire-secret-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'key'), text)
    return join(folder, 'key')
  }
  const read = (env: Record<string, string>) => readConfig(keys, { RECALLWIRE_NAME: 'a', ...env })

  it('comes from the environment, or from a file without its line end', () => {
    expect(read({ RECALLWIRE_KEY: 'of the environment' }).RECALLWIRE_KEY).toBe('of the environment')
    expect(read({ RECALLWIRE_KEY_FILE: fileWith('of the file \r\n') }).RECALLWIRE_KEY).toBe('of the file ')
  })

  it('that is missing may be given either way', () => {
    expect(() => read({})).toThrow('RECALLWIRE_KEY is missing: set it or RECALLWIRE_KEY_FILE')
  })

  it.each([
    ['a file that is not there', () => '/nowhere/key', 'the file cannot be read (ENOENT)'],
    ['an empty file', () => fileWith('\n'), 'the file is empty'],
  ])('from %s is refused once, naming the setting of the file', (_what, file, problem) => {
    expect(() => read({ RECALLWIRE_KEY_FILE: file() })).toThrow(
      `The configuration is not usable:\n  - RECALLWIRE_KEY_FILE: ${problem}`,
    )
  })

  it('is not taken from two places, and what its file holds is not repeated', () => {
    const both = { RECALLWIRE_KEY: 'long enough', RECALLWIRE_KEY_FILE: fileWith('canary') }
    expect(() => read(both)).toThrow('RECALLWIRE_KEY_FILE: leave it out, since RECALLWIRE_KEY is given')
    expect(() => read({ RECALLWIRE_KEY_FILE: fileWith('canary') })).toThrow(/^(?!.*canary)/s)
  })

  it('alone may come from a file', () => {
    expect(() => read({ RECALLWIRE_KEY: 'long enough', RECALLWIRE_NAME_FILE: '/a' })).toThrow(
      'RECALLWIRE_NAME_FILE is not a setting',
    )
  })
})
