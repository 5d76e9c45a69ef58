import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { publishedAt } from '../letters/testing/sample-recall.ts'
import { code, openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'
import { factsShown } from './testing/reply-forms.ts'

let backEnd: BackEnd
let desk: ReplyDesk
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openReplyDesk(backEnd)
})
afterEach(async () => {
  await desk.close()
  await backEnd.close()
})

const say = (more: Record<string, string> = {}) =>
  desk.post(desk.path('/not-us'), { code, name: 'Ana Ruiz', other: 'Biomed, ext. 4411', ...more })

test('whoever has a letter that is not for him is led to say so, and sees nothing of the facility', async () => {
  const first = await desk.get(desk.path())
  expect(first.body).toContain(`href="${desk.path('/not-us')}"`)
  const page = await desk.get(desk.path('/not-us'))
  expect(page.statusCode).toBe(200)
  expect(factsShown(page.body)).toEqual([])
  expect((await desk.onCase()).wrongRecipients).toBeUndefined()
})

test('with the code it is recorded, answered, and the next contact is written to', async () => {
  const done = await say()
  expect(done.statusCode).toBe(200)
  expect(done.body).toContain('Thank you, it is noted')
  expect(factsShown(done.body)).toEqual([])
  const on = await desk.onCase()
  expect(on.letters.map(({ kind }) => kind)).toEqual(['initial', 'wrong-recipient', 'initial'])
  expect(on).toMatchObject({ status: 'open', replies: [], tasks: [{ because: expect.any(String) }] })
  const [report] = on.wrongRecipients ?? []
  expect((await backEnd.personal.get(report?.personalRef ?? ''))?.value).toEqual({
    name: 'Ana Ruiz',
    other: 'Biomed, ext. 4411',
  })
  expect(JSON.stringify(on)).not.toMatch(/Ana Ruiz|4411/)
})

test('sent twice it is said once', async () => {
  await say()
  await say({ name: 'Ana R.' })
  expect((await desk.onCase()).wrongRecipients).toHaveLength(1)
})

test.each([
  ['no code', { code: '' }, 'six digits'],
  ['a wrong code', { code: '000000' }, 'not the code of this letter'],
  ['no name', { name: ' ' }, 'Write your name'],
  ['a name over two lines', { name: 'Ana\r\nBcc: x' }, 'Write your name'],
  ['too much', { other: 'x'.repeat(301) }, 'at most 300 characters'],
])('%s records nothing and says what to do', async (_what, more, message) => {
  const page = await say(more)
  expect(page.statusCode).toBe(422)
  expect(page.body).toContain(message)
  expect((await desk.onCase()).letters).toHaveLength(1)
  expect((await desk.onCase()).wrongRecipients).toBeUndefined()
})

test('wrong codes slow it down as they do a reply', async () => {
  for (let times = 0; times < 3; times += 1) await say({ code: '000000' })
  expect((await say()).body).toContain('then try again')
  expect((await desk.onCase()).wrongRecipients).toBeUndefined()
})
