import { describe, expect, it } from 'vitest'
import { findRecallError, RecallError } from './recall-error.ts'

describe('finding the operational error behind any error', () => {
  const fault = new RecallError('storage-full', 'no space left; free some')

  it('takes the retry from the table', () => {
    expect([fault.retry, new RecallError('config-invalid', 'x').retry]).toEqual(['later', 'never'])
  })

  it('walks causes to the nearest one', () => {
    const outer = new Error('while saving', { cause: new Error('while writing', { cause: fault }) })
    expect(findRecallError(outer)).toBe(fault)
    const nearer = new RecallError('internal', 'x', { cause: fault })
    expect(findRecallError(nearer)).toBe(nearer)
  })

  it('ends on a chain that loops', () => {
    const loop: { cause?: unknown } = {}
    loop.cause = { cause: loop }
    expect(findRecallError(loop)).toBeUndefined()
  })

  it('survives a cause that throws when it is read', () => {
    const hostile = {
      get cause(): unknown {
        throw new Error('no')
      },
    }
    expect(findRecallError(hostile)).toBeUndefined()
    expect(
      findRecallError(
        new Proxy(
          {},
          {
            has: () => {
              throw new Error('no')
            },
          },
        ),
      ),
    ).toBeUndefined()
  })

  it.each([
    undefined,
    null,
    0,
    Number.NaN,
    'text',
    Symbol('thrown'),
    10n,
    [],
    Object.create(null),
    Object.freeze({ cause: 'text' }),
    () => fault,
  ])('finds nothing in %s', (thrown) => {
    expect(findRecallError(thrown)).toBeUndefined()
  })
})
