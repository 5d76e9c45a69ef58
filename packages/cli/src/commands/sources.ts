import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import {
  sourceAttachedSchema,
  sourceImportSchema,
  sourceSummarySchema,
  sourceViewSchema,
} from '@recallwire/domain/views/source-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { findRecall } from '../find-recall.ts'
import { findSource } from '../find-source.ts'
import { done, failure, type Outcome } from '../outcome.ts'
import { readGivenFile } from '../read-given-file.ts'
import { renderSource, renderSourceImport, renderSourceList } from '../render-sources.ts'

const remarks = `FILE is what openFDA gives out for device/recall or device/enforcement: an answer of its API, a part of a bulk file,
one record, or a record a line. SOURCE is a source's id, a recall number (Z-…) or an event number. Importing sends nothing,
opens no case and changes no notice: FDA's records propose, and two people decide.`

const acts = ['import', 'list', 'show', 'attach', 'draft'] as const

const inputSchema = z.strictObject({
  act: z.enum(acts),
  name: z.string().optional(),
  recall: z.string().optional(),
  with: z.string().optional(),
})
type Input = z.output<typeof inputSchema>

export const sources = defineCommand({
  name: 'sources',
  summary: 'Lay FDA’s records beside your recalls: whose word each field is, and what they propose',
  arguments: [
    { flags: '<act>', description: acts.join(', ') },
    { flags: '[name]', description: 'import: a file; show, attach, draft: a source' },
    { flags: '[recall]', description: 'attach (or import): a recall of yours' },
  ],
  options: [{ flags: '--with <file>', description: 'draft: JSON file with what FDA does not say' }],
  examples: [
    'sources import answer.json',
    'sources import answer.json FA-2025-019',
    'sources list',
    'sources show Z-0001-2025',
    'sources attach Z-0001-2025 FA-2025-019',
    'sources draft Z-0001-2025 --with more.json',
  ],
  remarks,
  input: inputSchema,
  ask: (api, input, surroundings) => actOf(api, input, surroundings),
})

async function actOf(api: Api, input: Input, surroundings: Surroundings): Promise<Outcome> {
  const { act, name, recall } = input
  if (act === 'list') {
    const answer = await api.get('/v1/sources', z.array(sourceSummarySchema))
    return answer.kind === 'ok' ? done(answer.value, renderSourceList(answer.value)) : answer
  }
  if (name === undefined) return failure('usage', `Name what to ${act}`, 'See recallwire sources --help.')
  switch (act) {
    case 'import':
      return importFile(api, name, recall, surroundings)
    case 'show':
      return show(api, name)
    case 'attach':
      if (recall === undefined)
        return failure('usage', 'Name the recall to attach to', 'See recallwire sources --help.')
      return attach(api, name, recall, surroundings)
    case 'draft':
      return draft(api, name, input.with, surroundings)
    default:
      return act satisfies never
  }
}

async function importFile(
  api: Api,
  file: string,
  recall: string | undefined,
  { workingFolder, newId }: Surroundings,
): Promise<Outcome> {
  const body = await readGivenFile(workingFolder, file)
  if (body.kind !== 'ok') return body
  const named = recall === undefined ? undefined : await findRecall(api, recall)
  if (named !== undefined && named.kind !== 'ok') return named
  const path = '/v1/sources/openfda'
  const query = { recallId: named?.value.recallId }
  const sent = { path, query, idempotencyKey: newId(), contentType: 'application/json', body: body.value }
  const answer = await api.post(sent, sourceImportSchema)
  return answer.kind === 'ok' ? done(answer.value, renderSourceImport(answer.value)) : answer
}

async function show(api: Api, name: string): Promise<Outcome> {
  const source = await findSource(api, name)
  if (source.kind !== 'ok') return source
  const answer = await api.get(`/v1/sources/${source.value.sourceId}`, sourceViewSchema)
  return answer.kind === 'ok' ? done(answer.value, renderSource(answer.value)) : answer
}

async function attach(api: Api, name: string, wanted: string, { newId }: Surroundings): Promise<Outcome> {
  const source = await findSource(api, name)
  if (source.kind !== 'ok') return source
  const recall = await findRecall(api, wanted)
  if (recall.kind !== 'ok') return recall
  const body = { recallId: recall.value.recallId }
  const answer = await postJson(
    api,
    newId(),
    `/v1/sources/${source.value.sourceId}/attach`,
    body,
    sourceAttachedSchema,
  )
  if (answer.kind !== 'ok') return answer
  const { aliases, proposes } = answer.value
  const more = proposes === 'revision' ? ' They propose a revision: look with "sources show".' : ''
  return done(answer.value, `${recall.value.reference} is also known as ${aliases.join(', ')}.${more}`)
}

async function draft(
  api: Api,
  name: string,
  file: string | undefined,
  { workingFolder, newId }: Surroundings,
): Promise<Outcome> {
  const more = file === undefined ? undefined : await readGivenFile(workingFolder, file)
  if (more !== undefined && more.kind !== 'ok') return more
  const source = await findSource(api, name)
  if (source.kind !== 'ok') return source
  const path = `/v1/sources/${source.value.sourceId}/draft`
  const body = more?.value ?? new TextEncoder().encode('{}')
  const sent = { path, idempotencyKey: newId(), contentType: 'application/json', body }
  const answer = await api.post(sent, noticeAnswerSchema)
  if (answer.kind !== 'ok') return answer
  const { recallId, status } = answer.value
  const text = `Recall ${recallId} (${status}) has a draft that waits for a second person: "reach" shows whom it would reach.`
  return done(answer.value, text)
}

const postJson = <Schema extends z.ZodType>(
  api: Api,
  idempotencyKey: string,
  path: string,
  body: object,
  schema: Schema,
) => {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return api.post({ path, idempotencyKey, contentType: 'application/json', body: bytes }, schema)
}
