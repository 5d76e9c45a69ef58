import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createApi } from '../api.ts'
import type { Surroundings } from '../command.ts'
import { redrive } from './redrive.ts'

const item = (parkedId: string, group: string) => ({
  parkedId,
  topic: 'case.events',
  group,
  reason: 'the case refuses it',
  parkedAt: '2025-06-20T14:00:00.000Z',
  state: 'waiting',
  event: { id: 'e', type: 'recallwire.case-changed.v1', subject: 's' },
  bytes: 10,
})
const bulk = (status: string, parkedIds: readonly string[]) => ({
  bulkId: 'b'.repeat(26),
  parkedIds,
  status,
  proposedBy: { by: 'one', role: 'operator', organisationId: 'o'.repeat(26) },
  proposedAt: '2025-06-20T14:00:00.000Z',
  ...(status === 'done' ? { redriven: 1 } : {}),
})

/** The command against an API that holds two pages of records. */
async function run(words: object) {
  const asked: { readonly path: string; readonly body: unknown; readonly key: string | null }[] = []
  const answer: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    const headers = new Headers(init?.headers)
    const sent =
      init?.body === undefined ? undefined : JSON.parse(new TextDecoder().decode(init.body as Uint8Array))
    if (init?.method === 'POST')
      asked.push({ path: url.pathname, body: sent, key: headers.get('idempotency-key') })
    return Response.json(bodyOf(url, sent))
  }
  const api = createApi({ url: new URL('http://recalls.example.org'), key: 'rw_x', fetch: answer })
  const surroundings: Surroundings = {
    env: {},
    workingFolder: '/',
    fetch: answer,
    stdin: (async function* () {})(),
    stderr: undefined,
    now: () => 0,
    newId: randomUUID,
  }
  const outcome = await redrive.run(surroundings, () => ({ kind: 'ok', value: api }), words)
  return { outcome, asked }
}

function bodyOf(url: URL, sent: { readonly parkedIds?: readonly string[] } | undefined): unknown {
  const ids = ['case.events.0.1', 'case.events.0.2']
  if (url.pathname === '/v1/parked/redrives')
    return sent?.parkedIds === undefined ? [bulk('proposed', ids)] : bulk('proposed', sent.parkedIds)
  if (url.pathname.endsWith('/confirm')) return bulk('done', ids)
  if (url.pathname.endsWith('/decline')) return bulk('declined', ids)
  if (url.pathname.endsWith('/redrive')) return { parkedId: ids[0], outcome: 'settled-before' }
  const waiting = { count: 3 }
  return url.searchParams.get('after') === null
    ? {
        waiting,
        items: [item('case.events.0.1', 'notifier'), item('case.events.0.2', 'matcher')],
        next: 'on',
      }
    : { waiting, items: [item('case.events.0.3', 'notifier')] }
}

test('lists every page, and the proposals that wait', async () => {
  const { outcome, asked } = await run({})
  expect(asked).toEqual([])
  expect(outcome).toMatchObject({ kind: 'done', value: { records: [{}, {}, {}], proposals: [{}] } })
  const text = outcome.kind === 'done' ? outcome.text : ''
  expect(text).toMatch(
    /case\.events\.0\.3 +2025-06-20 14:00 UTC +notifier +recallwire\.case-changed\.v1 +the case/,
  )
  expect(text).toContain(`redrive confirm ${'b'.repeat(26)}`)
})

test('hands one on, and says when there was nothing left to do', async () => {
  const { outcome, asked } = await run({ act: 'one', id: 'case.events.0.1' })
  expect(asked).toMatchObject([
    { path: '/v1/parked/case.events.0.1/redrive', key: expect.stringMatching(/./) },
  ])
  expect(outcome).toMatchObject({ kind: 'done', text: expect.stringContaining('nothing to do') })
})

test('proposes what waits of one part, and a second person decides by its id', async () => {
  const { outcome, asked } = await run({ act: 'several', group: 'notifier' })
  expect(asked).toMatchObject([{ body: { parkedIds: ['case.events.0.1', 'case.events.0.3'] } }])
  expect(outcome).toMatchObject({ text: expect.stringContaining('A second person confirms') })
  expect((await run({ act: 'several', group: 'matcher' })).outcome).toMatchObject({ kind: 'refused' })
  const id = 'b'.repeat(26)
  expect((await run({ act: 'confirm', id })).outcome).toMatchObject({
    text: expect.stringContaining('1 of 2 records'),
  })
  expect((await run({ act: 'decline', id })).outcome).toMatchObject({
    text: expect.stringContaining('declined'),
  })
})

test('asks for the id that an act needs', async () => {
  for (const act of ['one', 'confirm', 'decline'])
    expect((await run({ act })).outcome).toMatchObject({ kind: 'usage' })
})
