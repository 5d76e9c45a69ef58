import { type SourceSummary, sourceSummarySchema } from '@recallwire/domain/views/source-view.ts'
import { z } from 'zod'
import type { Api } from './api.ts'
import { type Answer, failure } from './outcome.ts'

/** The one source a person means: by its id, a recall number in it, or its event. An id is not looked up. */
export async function findSource(api: Api, wanted: string): Promise<Answer<{ readonly sourceId: string }>> {
  const text = wanted.trim()
  if (/^[a-z2-7]{26}$/.test(text)) return { kind: 'ok', value: { sourceId: text } }
  const sources = await api.get('/v1/sources', z.array(sourceSummarySchema))
  return sources.kind === 'ok' ? chooseSource(sources.value, text) : sources
}

function chooseSource(sources: readonly SourceSummary[], text: string): Answer<SourceSummary> {
  const number = text.toUpperCase()
  const [found, ...others] = sources.filter(
    ({ eventId, recallNumbers }) => eventId === text || recallNumbers.includes(number),
  )
  if (found === undefined) {
    const detail = 'See "recallwire sources list" for what was imported last.'
    return failure('refused', `Nothing was imported about "${text}"`, detail)
  }
  if (others.length === 0) return { kind: 'ok', value: found }
  const ids = [found, ...others].map(({ sourceId }) => sourceId)
  return failure(
    'refused',
    `"${text}" names ${ids.length} sources`,
    `Say which by its id: ${ids.join(', ')}.`,
  )
}
