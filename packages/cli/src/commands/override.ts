import { verdictValues } from '@recallwire/domain/scope/verdict.ts'
import { type MatchItem, matchItemSchema } from '@recallwire/domain/views/device-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { findRecall, recallArgument } from '../find-recall.ts'
import { findUnit, listMatches } from '../find-unit.ts'
import { done, failure, type Outcome } from '../outcome.ts'
import { renderDecision, renderProposals } from '../render-override.ts'

const actions = ['propose', 'withdraw', 'confirm', 'decline', 'list'] as const

/** What waits is read first and named in the request, so that a proposal put in its place meanwhile is not decided unseen. */
export const override = defineCommand({
  name: 'override',
  summary: 'Decide the verdict of one unit as two people of the firm: one proposes, another confirms',
  arguments: [
    { flags: '<action>', description: actions.join(', ') },
    recallArgument,
    { flags: '[unit]', description: 'its serial, or the id of its match' },
  ],
  options: [
    { flags: '--value <verdict>', description: `with propose: ${verdictValues.join(', ')}` },
    { flags: '--reason <text>', description: 'with propose and withdraw: why; name no person' },
  ],
  examples: [
    'override propose FA-2025-019 765100 --value outside --reason "Rebuilt at the depot"',
    'override list FA-2025-019',
    'override confirm FA-2025-019 765100',
    'override withdraw FA-2025-019 765100 --reason "It was another unit" --json',
  ],
  remarks:
    'Whoever proposed cannot confirm (exit code 4). A decision lapses by itself when the facts of the unit or the scope change.',
  input: z.strictObject({
    action: z.enum(actions),
    recall: z.string(),
    unit: z.string().optional(),
    value: z.enum(verdictValues).optional(),
    reason: z.string().optional(),
  }),
  ask: async (api, { action, recall: wanted, unit, value, reason }, surroundings) => {
    const recall = await findRecall(api, wanted)
    if (recall.kind !== 'ok') return recall
    const { recallId, reference } = recall.value
    if (action === 'list') {
      const waiting = await listMatches(api, recallId, 'proposed')
      return waiting.kind === 'ok' ? done(waiting.value, renderProposals(reference, waiting.value)) : waiting
    }
    if (unit === undefined) return missing('the unit: its serial, or the id of its match')
    const found = await findUnit(api, recallId, unit)
    if (found.kind !== 'ok') return found
    const target = { api, recallId, item: found.value, surroundings }
    switch (action) {
      case 'propose':
        if (value === undefined || reason === undefined) return missing('--value and --reason')
        return send(target, '', { value, reason })
      case 'withdraw':
        return reason === undefined ? missing('--reason') : send(target, '/withdraw', { reason })
      case 'confirm':
      case 'decline':
        return send(target, `/${action}`, { proposedAt: found.value.proposal?.proposedAt })
      default:
        return action satisfies never
    }
  },
})

const missing = (what: string): Outcome => failure('usage', 'The command line is not usable', `Give ${what}.`)

type Target = {
  readonly api: Api
  readonly recallId: string
  readonly item: MatchItem
  readonly surroundings: Surroundings
}

async function send(
  { api, recallId, item, surroundings }: Target,
  step: string,
  body: object,
): Promise<Outcome> {
  const answer = await api.post(
    {
      path: `/v1/recalls/${recallId}/matches/${item.matchId}/override${step}`,
      idempotencyKey: surroundings.newId(),
      contentType: 'application/json',
      body: new TextEncoder().encode(JSON.stringify(body)),
    },
    matchItemSchema,
  )
  return answer.kind === 'ok' ? done(answer.value, renderDecision(answer.value)) : answer
}
