import { describe, expect, test } from 'vitest'
import { done, type Failure, failure } from './outcome.ts'
import { renderOutcome } from './render-outcome.ts'

const refusal: Failure = {
  kind: 'refused',
  problem: {
    type: 'urn:recallwire:problem:notice-refused',
    title: 'The notice is not acceptable',
    status: 422,
    detail: 'Nothing was stored.',
    instance: 'urn:uuid:1',
    errors: [
      { pointer: '/content/title', detail: 'is required' },
      { pointer: '', detail: 'has an unknown field' },
    ],
  },
}

describe('what is printed', () => {
  test('is the answer on standard output', () => {
    expect(renderOutcome(done({ a: 1 }, 'one'), false)).toEqual({ stdout: 'one\n', stderr: '', exitCode: 0 })
    expect(renderOutcome(done({ a: 1 }, 'one'), true)).toEqual({
      stdout: '{"a":1}\n',
      stderr: '',
      exitCode: 0,
    })
  })

  test('is a problem on standard error, field by field', () => {
    expect(renderOutcome(refusal, false)).toEqual({
      stdout: '',
      stderr: [
        'The notice is not acceptable (422)',
        'Nothing was stored.',
        '  /content/title  is required',
        '  /               has an unknown field',
        'Reference: urn:uuid:1',
        '',
      ].join('\n'),
      exitCode: 1,
    })
    expect(JSON.parse(renderOutcome(refusal, true).stdout)).toEqual(refusal.problem)
  })

  test.each([
    ['refused', 1],
    ['usage', 2],
    ['unreachable', 3],
    ['not-allowed', 4],
  ] as const)('ends with the code of %s: %i', (kind, exitCode) => {
    expect(renderOutcome(failure(kind, 'No', 'Because.'), true).exitCode).toBe(exitCode)
  })

  test('moves no cursor and turns no reading direction, whatever a stranger typed', () => {
    const text = 'Clinic \u001b[2J\u202etxt\u0007\r\n\u009b1mNext'
    expect(renderOutcome(done({}, text), false).stdout).toBe('Clinic ?[2J?txt??\n?1mNext\n')
  })
})
