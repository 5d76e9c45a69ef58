import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBundleSplitter } from './split-bundle.ts'

function split(text: string, size = text.length || 1) {
  const splitter = createBundleSplitter()
  const pieces = []
  for (let at = 0; at < text.length; at += size) pieces.push(...splitter.read(text.slice(at, at + size)))
  return pieces.some(({ kind }) => kind === 'fault') ? pieces : [...pieces, splitter.end()]
}

/** What was split, put together again. */
function parsed(text: string, size?: number) {
  const pieces = split(text, size)
  const fault = pieces.find((piece) => piece.kind === 'fault')
  if (fault !== undefined) return fault
  const entries = pieces.filter((piece) => piece.kind === 'entry').map((piece) => JSON.parse(piece.text))
  const [envelope] = pieces.filter((piece) => piece.kind === 'envelope')
  return { envelope: JSON.parse(envelope?.text ?? ''), entries }
}

const text = fc.string({ unit: fc.constantFrom(...'aé"\\{}[],: \n', 'entry'), maxLength: 8 })
const entry = fc.dictionary(
  text,
  fc.jsonValue({ maxDepth: 3 }).filter((value) => value !== undefined),
  { maxKeys: 3 },
)

describe('a Bundle', () => {
  test('is divided at its entries and at nothing else, however its text is written and cut', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((name) => name !== 'entry'),
          fc.jsonValue({ maxDepth: 2 }),
          { maxKeys: 3 },
        ),
        fc.array(entry, { maxLength: 4 }),
        fc.dictionary(
          text.filter((name) => name !== 'entry'),
          fc.jsonValue({ maxDepth: 2 }),
          { maxKeys: 2 },
        ),
        fc.constantFrom(undefined, 2),
        fc.integer({ min: 1, max: 30 }),
        (before, entries, after, indent, size) => {
          const written = JSON.stringify({ ...before, entry: entries, ...after }, undefined, indent)
          const envelope = JSON.parse(JSON.stringify({ ...before, entry: [], ...after }))
          expect(parsed(written, size)).toEqual({ envelope, entries: JSON.parse(JSON.stringify(entries)) })
        },
      ),
    )
  })

  test.each([
    ['{"entry":[{} {}]}', /entry 1 is no object, or a comma/],
    ['{"entry":[{},]}', /entry 1 is no object, or a comma/],
    ['{"entry":[,{}]}', /entry 0 is no object/],
    ['{"entry":[1]}', /entry 0 is no object/],
    ['{"entry":[{}],"entry":[{}]}', /two members "entry"/],
    ['{"entry":[{"a":"', /ends too early/],
    ['{"entry":[{}]', /ends too early/],
    [`{"entry":[{"a":"${'x'.repeat(1_300_000)}"}]}`, /entry 0 has more than/],
    [`{"a":"${'x'.repeat(1_300_000)}"}`, /outside "entry"/],
  ])('that is broken is refused: %#', (broken, reason) => {
    expect(parsed(broken, 65_536)).toMatchObject({ kind: 'fault', reason: expect.stringMatching(reason) })
  })

  test('gives each entry as soon as it is whole', () => {
    const splitter = createBundleSplitter()
    expect(splitter.read('{"entry":[{"a":1},{"b"')).toEqual([{ kind: 'entry', index: 0, text: '{"a":1}' }])
    expect(splitter.read(':2}')).toEqual([{ kind: 'entry', index: 1, text: '{"b":2}' }])
  })

  test('keeps an entry of another member where it is', () => {
    expect(parsed('{"x":{"entry":[1]},"y":"entry","z":[1],"entry":[]}')).toEqual({
      envelope: { x: { entry: [1] }, y: 'entry', z: [1], entry: [] },
      entries: [],
    })
  })
})
