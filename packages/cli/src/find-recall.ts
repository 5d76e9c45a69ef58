import { type RecallSummary, recallSummarySchema } from '@recallwire/domain/views/recall-view.ts'
import { z } from 'zod'
import type { Api } from './api.ts'
import { type Answer, failure } from './outcome.ts'

/** The argument of every command about one recall. */
export const recallArgument = {
  flags: '<recall>',
  description: 'its id, the firm’s reference or a regulator’s number',
} as const

const named = 10

/** The one recall a person means: by its id, the firm's reference or a regulator's number. */
export async function findRecall(api: Api, wanted: string): Promise<Answer<RecallSummary>> {
  const recalls = await api.get('/v1/recalls', z.array(recallSummarySchema))
  return recalls.kind === 'ok' ? chooseRecall(recalls.value, wanted) : recalls
}

/** Two firms may use the same reference, so that a reference alone is refused where it names two recalls. */
export function chooseRecall(recalls: readonly RecallSummary[], wanted: string): Answer<RecallSummary> {
  const text = wanted.trim()
  const found = recalls.filter(
    ({ recallId, reference, aliases }) =>
      recallId === text || reference === text || aliases.some((alias) => alias === text),
  )
  const [only, ...others] = found
  if (only === undefined) {
    const known = recalls.slice(0, named).map(({ reference }) => reference)
    const more = recalls.length > named ? ' and others' : ''
    const detail = known.length > 0 ? `There are ${known.join(', ')}${more}.` : 'There are none yet.'
    return failure('refused', `There is no recall "${text}" that you may read`, detail)
  }
  if (others.length === 0) return { kind: 'ok', value: only }
  const ids = found.map(({ recallId, firmName }) => `${recallId} of ${firmName}`)
  return failure(
    'refused',
    `"${text}" names ${found.length} recalls`,
    `Say which by its id: ${ids.join(', ')}.`,
  )
}
