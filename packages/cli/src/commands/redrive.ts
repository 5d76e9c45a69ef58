import {
  type BulkView,
  bulkViewSchema,
  type ParkedItem,
  parkedPageSchema,
  redriveAnswerSchema,
} from '@recallwire/domain/views/parked-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { type Answer, done, failure, type Outcome } from '../outcome.ts'
import { renderBulk, renderParked } from '../render-parked.ts'

const acts = ['list', 'one', 'several', 'confirm', 'decline'] as const

export const redrive = defineCommand({
  name: 'redrive',
  summary: 'List records that could not be handled, and hand them on again once the cause is mended',
  arguments: [
    { flags: '[act]', description: `${acts.join(', ')}; default list` },
    { flags: '[id]', description: 'one: a record; confirm, decline: a proposal' },
  ],
  options: [
    {
      flags: '--group <name>',
      description: 'list, several: those that this part could not handle, e.g. matcher',
    },
    { flags: '--state <state>', description: 'list: waiting (default), redriven or erased' },
  ],
  examples: [
    'redrive',
    'redrive one case.events.2.17',
    'redrive several --group matcher',
    'redrive confirm 4bqk2…',
  ],
  remarks:
    'A record handed on twice is handed on once, and none is dropped. Several at once take two people: one proposes, another confirms.',
  input: z.strictObject({
    act: z.enum(acts).default('list'),
    id: z.string().optional(),
    group: z.string().optional(),
    state: z.enum(['waiting', 'redriven', 'erased']).optional(),
  }),
  ask: async (api, { act, id, group, state }, surroundings) => {
    switch (act) {
      case 'list':
        return list(api, state ?? 'waiting', group)
      case 'one':
        return id === undefined ? missing('the id of a record') : one(api, id, surroundings)
      case 'several':
        return several(api, group, surroundings)
      case 'confirm':
      case 'decline':
        return id === undefined ? missing('the id of a proposal') : decide(api, id, act, surroundings)
      default:
        return act satisfies never
    }
  },
})

const missing = (what: string): Outcome => failure('usage', 'The command line is not usable', `Give ${what}.`)

async function list(api: Api, state: string, group: string | undefined): Promise<Outcome> {
  const records = await allParked(api, state, group)
  if (records.kind !== 'ok') return records
  const bulks = await api.get('/v1/parked/redrives', z.array(bulkViewSchema))
  if (bulks.kind !== 'ok') return bulks
  return done({ records: records.value, proposals: bulks.value }, renderParked(records.value, bulks.value))
}

async function one(api: Api, id: string, { newId }: Surroundings): Promise<Outcome> {
  const path = `/v1/parked/${encodeURIComponent(id)}/redrive`
  const answer = await api.post(post(path, newId()), redriveAnswerSchema)
  if (answer.kind !== 'ok') return answer
  const { outcome } = answer.value
  return done(
    answer.value,
    outcome === 'redriven'
      ? `${id} was handed on.`
      : `${id} had been handed on or erased before: nothing to do.`,
  )
}

async function several(api: Api, group: string | undefined, { newId }: Surroundings): Promise<Outcome> {
  const records = await allParked(api, 'waiting', group)
  if (records.kind !== 'ok') return records
  const parkedIds = records.value.map(({ parkedId }) => parkedId).slice(0, 1_000)
  if (parkedIds.length < 2)
    return failure('refused', 'There are not several', 'Fewer than two records wait: hand on one by its id.')
  const answer = await api.post(post('/v1/parked/redrives', newId(), { parkedIds }), bulkViewSchema)
  return answer.kind === 'ok' ? done(answer.value, renderBulk(answer.value)) : answer
}

async function decide(
  api: Api,
  id: string,
  act: 'confirm' | 'decline',
  { newId }: Surroundings,
): Promise<Outcome> {
  const path = `/v1/parked/redrives/${encodeURIComponent(id)}/${act}`
  const answer: Answer<BulkView> = await api.post(post(path, newId()), bulkViewSchema)
  return answer.kind === 'ok' ? done(answer.value, renderBulk(answer.value)) : answer
}

const post = (path: string, idempotencyKey: string, body: object = {}) => ({
  path,
  idempotencyKey,
  contentType: 'application/json',
  body: new TextEncoder().encode(JSON.stringify(body)),
})

async function allParked(
  api: Api,
  state: string,
  group: string | undefined,
): Promise<Answer<readonly ParkedItem[]>> {
  const items: ParkedItem[] = []
  for (let after: string | undefined; ; ) {
    const page = await api.get('/v1/parked', parkedPageSchema, { state, after })
    if (page.kind !== 'ok') return page
    items.push(...page.value.items.filter((item) => group === undefined || item.group === group))
    if (page.value.next === undefined) return { kind: 'ok', value: items }
    after = page.value.next
  }
}
