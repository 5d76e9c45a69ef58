import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'
import { RecallError } from './recall-error.ts'
import { redactUrl } from './redaction.ts'

const capture = (level: 'info' | 'debug' = 'info', pretty = false) => {
  const lines: string[] = []
  return {
    lines,
    log: createLogger({ level, pretty, destination: { write: (line) => void lines.push(line) } }),
  }
}

describe('log lines', () => {
  it('are JSON with level, time, message and the ids of the child', () => {
    const { log, lines } = capture()
    log.child({ recallId: 'r1' }).info('case opened', { caseId: 'c1' })
    log.debug('not at this level')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      recallId: 'r1',
      caseId: 'c1',
      message: 'case opened',
    })
  })

  it('keep the code and the causes of an error', () => {
    const { log, lines } = capture()
    const error = new RecallError('mail-refused', 'quota used up', { cause: new Error('454 throttled') })
    log.error('letter stuck', { error })
    expect(JSON.parse(lines[0] ?? '').error).toMatchObject({
      type: 'RecallError',
      code: 'mail-refused',
      message: 'quota used up',
      stack: expect.stringContaining('logger.test.ts'),
      cause: { type: 'Error', message: '454 throttled' },
    })
  })

  it('survive what JSON cannot write', () => {
    const { log, lines } = capture()
    const ring: Record<string, unknown> = {}
    ring.self = ring
    log.info('odd', { ring, big: 1n, bytes: new Uint8Array(3), never: new Date(Number.NaN), at: new Date(0) })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      big: '1',
      bytes: '[3 bytes]',
      never: 'invalid date',
      at: '1970-01-01T00:00:00.000Z',
    })
  })

  it('stay on one line whatever the text holds', () => {
    const { log, lines } = capture()
    log.info('a\nb', { name: 'x\r\n{"level":"error"}' })
    expect(lines.join('').trimEnd().split('\n')).toHaveLength(1)
  })

  it.each([
    ['a header', { headers: { Authorization: 'Bearer canary', cookie: 'session=canary' } }],
    ['a field at depth', { reply: { deep: [{ code: 'canary', 'api-key': 'canary' }] } }],
    ['a url', { url: '/r/canary?token=canary&lang=en' }],
    ['a text', { note: 'asked with rw_canary and rwt1.abc.canary.canary' }],
    [
      'an error',
      { error: new Error('GET https://recalls.example.org/r/canary failed', { cause: 'Bearer rw_canary' }) },
    ],
  ])('hide the secret in %s', (_name, fields) => {
    const { log, lines } = capture()
    log.child(fields).info('asked for /r/canary', fields)
    expect(lines.join('')).not.toContain('canary')
    expect(lines.join('')).toContain('[redacted]')
  })

  it('are readable on a terminal when asked for', () => {
    const { log, lines } = capture('info', true)
    log.warn('loop waits', { loop: 'relay', waitMs: 100, error: new Error('no answer') })
    expect(lines.join('')).toMatch(
      /^\d\d:\d\d:\d\d warn {2}loop waits {2}loop=relay {2}waitMs=100\n {4}Error: no answer\n/,
    )
  })
})

describe('redacting a url', () => {
  it.each([
    ['/r/abc.def-1', '/r/[redacted]'],
    ['https://recalls.example.org/r/abc?lang=en#top', 'https://recalls.example.org/r/[redacted]?lang=en#top'],
    ['/r/abc/confirm', '/r/[redacted]/confirm'],
    ['/sign-in?code=123456&state=x', '/sign-in?code=[redacted]&state=x'],
    ['/r/:token', '/r/:token'],
    ['/v/abc.def-1/answer', '/v/[redacted]/answer'],
    ['/v1/recalls/abc', '/v1/recalls/abc'],
  ])('%s', (url, expected) => {
    expect(redactUrl(url)).toBe(expected)
  })
})
