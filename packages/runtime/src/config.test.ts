import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readConfig } from './config.ts'

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
