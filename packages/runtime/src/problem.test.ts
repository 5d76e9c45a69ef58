import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { problem, problemOfZod } from './problem.ts'

const unit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serial'), serial: z.string() }),
  z.strictObject({ kind: z.literal('lot'), lot: z.string(), quantity: z.int().positive() }),
])
const schema = z.strictObject({
  unit: unit.optional(),
  due: z.union([z.iso.date(), z.strictObject({ days: z.int() })]).optional(),
  name: z.string().min(1, 'Write a name.').optional(),
})

const errorsOf = (input: unknown) => {
  const result = schema.safeParse(input)
  return result.success ? [] : problemOfZod(result.error, input).problem.errors
}

describe('problems of a body', () => {
  it.each([
    [
      'a field of the chosen kind',
      { unit: { kind: 'lot', lot: 'A1' } },
      '/unit/quantity',
      'This field is required.',
    ],
    ['an unknown kind', { unit: { kind: 'box' } }, '/unit/kind', /Invalid/],
    ['the nearer branch of a union', { due: { days: 'two' } }, '/due', /Invalid/],
    ['the words of the schema', { name: '' }, '/name', 'Write a name.'],
    ['a body that is no object', 7, '', /expected object/],
    ['a key with a slash and a tilde', { 'a/~b': 1 }, '/a~1~0b', /not known here/],
  ])('name %s', (_name, input, pointer, detail) => {
    const errors = errorsOf(input)
    expect(errors).toHaveLength(1)
    expect(errors?.[0]?.pointer).toBe(pointer)
    expect(errors?.[0]?.detail).toMatch(detail)
  })
})

describe('a problem', () => {
  it('gets a stable type from its title or its kind', () => {
    expect(problem(404, 'No such recall').problem).toEqual({
      type: 'urn:recallwire:problem:no-such-recall',
      title: 'No such recall',
      status: 404,
    })
    expect(problem(409, 'Too late!', { kind: 'version-conflict' }).problem.type).toBe(
      'urn:recallwire:problem:version-conflict',
    )
  })
})
