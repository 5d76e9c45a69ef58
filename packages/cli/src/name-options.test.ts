import { expect, test } from 'vitest'
import { nameOptions } from './name-options.ts'
import { failure } from './outcome.ts'

const detailOf = (detail: string) => nameOptions(failure('refused', 'No', detail)).problem.detail

test.each([
  ['or ask with ?acceptPartial=true to keep them.', 'or ask with --accept-partial to keep them.'],
  ['ask with ?facilityId=… and ?observedAt=….', 'ask with --facility … and --observed-at ….'],
  ['say ?encoding=utf-16le', 'say --encoding utf-16le'],
  ['import with ?mapping=NAME.', 'import with --mapping NAME.'],
  ['send all again with a new Idempotency-Key, or not', 'send all again, or not'],
  ['?fresh=true is nothing of this command', '?fresh=true is nothing of this command'],
])('says "%s" as it is typed here', (said, typed) => {
  expect(detailOf(said)).toBe(typed)
})

test('says what each row needs as it is typed here, and changes nothing else', () => {
  const failed = failure('refused', 'No', 'Nothing was stored.')
  const errors = [{ pointer: '/2/di', detail: 'say ?encoding=windows-1252' }]
  const named = nameOptions({ ...failed, problem: { ...failed.problem, errors } })
  expect(named).toEqual({
    ...failed,
    problem: { ...failed.problem, errors: [{ pointer: '/2/di', detail: 'say --encoding windows-1252' }] },
  })
})
