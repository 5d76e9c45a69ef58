import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createApi } from '../api.ts'
import { stuck } from './stuck.ts'

const letter = {
  letterId: 'l'.repeat(26),
  caseId: 'c'.repeat(26),
  recallId: 'r'.repeat(26),
  facilityId: 'f'.repeat(26),
  facilityName: 'Eastfield Hospital',
  kind: 'initial',
  queuedAt: '2025-06-20T14:00:00.000Z',
  attempts: 8,
  because: 'no such address',
}
const { letterId, caseId } = letter

async function run(words: object) {
  const asked: { readonly path: string; readonly body: unknown }[] = []
  const answer: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    if (init?.method !== 'POST') return Response.json([letter])
    asked.push({ path: pathname, body: JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) })
    const again = pathname.endsWith('write-again') ? { newLetterId: 'n'.repeat(26) } : {}
    return Response.json({ caseId, letterId, ...again })
  }
  const surroundings = {
    env: {},
    workingFolder: '/',
    fetch: answer,
    stdin: (async function* () {})(),
    stderr: undefined,
    now: () => 0,
    newId: randomUUID,
  }
  const api = createApi({ url: new URL('http://recalls.example.org'), key: 'rw_x', fetch: answer })
  return { outcome: await stuck.run(surroundings, () => ({ kind: 'ok', value: api }), words), asked }
}

const path = `/v1/cases/${caseId}/letters/${letterId}`

test('lists what is stuck, and why', async () => {
  const { outcome } = await run({})
  expect(outcome).toMatchObject({
    kind: 'done',
    text: expect.stringMatching(/Eastfield Hospital.*no such address/),
  })
})

test.each([
  [{ act: 'retry' }, 'write-again', {}, /written again, as n+\./],
  [{ act: 'retry', contact: 'k1' }, 'write-again', { contactId: 'k1' }, /written again/],
  [{ act: 'phone' }, 'by-phone', {}, /phone/],
  [{ act: 'waive', reason: 'told-in-person' }, 'waiver', { reason: 'told-in-person' }, /second person/],
  [{ act: 'confirm' }, 'waiver/confirm', {}, /need not go out/],
  [{ act: 'decline' }, 'waiver/decline', {}, /as before/],
])('sends %j to the case of the letter', async (words, act, body, text) => {
  const { outcome, asked } = await run({ ...words, letter: letterId })
  expect(asked).toEqual([{ path: `${path}/${act}`, body }])
  expect(outcome).toMatchObject({ kind: 'done', text: expect.stringMatching(text) })
})

test('asks for what an act needs, and for the case of a letter that is not on the list', async () => {
  expect((await run({ act: 'retry' })).outcome).toMatchObject({ kind: 'usage' })
  expect((await run({ act: 'waive', letter: letterId })).outcome).toMatchObject({ kind: 'usage' })
  expect((await run({ act: 'retry', letter: 'other' })).outcome).toMatchObject({ kind: 'refused' })
  const { asked } = await run({ act: 'retry', letter: 'other', case: 'c1' })
  expect(asked).toMatchObject([{ path: '/v1/cases/c1/letters/other/write-again' }])
})
