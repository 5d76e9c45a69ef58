import { type MatchItem, matchItemSchema, matchPageSchema } from '@recallwire/domain/views/device-view.ts'
import type { Api } from './api.ts'
import { type Answer, failure } from './outcome.ts'

/** All units of a recall, or those for which something is proposed or decided by people. */
export async function listMatches(
  api: Api,
  recallId: string,
  override?: 'proposed' | 'decided',
): Promise<Answer<readonly MatchItem[]>> {
  const items: MatchItem[] = []
  let after: string | undefined
  do {
    const page = await api.get(`/v1/recalls/${recallId}/matches`, matchPageSchema, { after, override })
    if (page.kind !== 'ok') return page
    items.push(...page.value.items)
    after = page.value.next
  } while (after !== undefined)
  return { kind: 'ok', value: items }
}

/** The one unit a person means: by the id of its match, or by a serial that only one facility holds. */
export async function findUnit(api: Api, recallId: string, wanted: string): Promise<Answer<MatchItem>> {
  const text = wanted.trim()
  if (matchItemSchema.shape.matchId.safeParse(text).success)
    return api.get(`/v1/recalls/${recallId}/matches/${text}`, matchItemSchema)
  const all = await listMatches(api, recallId)
  if (all.kind !== 'ok') return all
  const found = all.value.filter(({ facts }) => facts.serial === text)
  const [only, ...others] = found
  if (only === undefined)
    return failure(
      'refused',
      `No unit of the recall has the serial "${text}"`,
      'Give the serial as the record has it, or the id of its match.',
    )
  if (others.length === 0) return { kind: 'ok', value: only }
  const ids = found.map(({ matchId, facilityId }) => `${matchId} at ${facilityId}`)
  return failure(
    'refused',
    `"${text}" names ${found.length} units`,
    `Say which by the id of its match: ${ids.join(', ')}.`,
  )
}
