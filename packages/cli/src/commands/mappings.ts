import {
  inventoryMappingSchema,
  type MappingView,
  mappingNameSchema,
  mappingViewSchema,
} from '@recallwire/domain/device/inventory-mapping.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand } from '../command.ts'
import { type Answer, done, failure, type Outcome } from '../outcome.ts'
import { readGivenFile } from '../read-given-file.ts'
import { renderTable } from '../render-table.ts'

const remarks = `A mapping says which field of a device each column of your CSV files is; null leaves a column unread. What "show" prints
is what "save" reads. The refusal of a file with unknown columns proposes one.`

/** What `show` prints and `save` reads: the name with the mapping in one object. */
const mappingFileSchema = inventoryMappingSchema.safeExtend({ name: mappingNameSchema })

export const mappings = defineCommand({
  name: 'mappings',
  summary: 'Show or save how the columns of your CSV files are read',
  arguments: [
    { flags: '<act>', description: 'list, show or save' },
    { flags: '[name]', description: 'show: the mapping’s name; save: a JSON file with name and columns' },
  ],
  examples: ['mappings list', 'mappings show pumps > pumps.json', 'mappings save pumps.json'],
  remarks,
  input: z.strictObject({ act: z.enum(['list', 'show', 'save']), name: z.string().optional() }),
  ask: async (api, { act, name }, { workingFolder }) => {
    if (act === 'list') return list(api)
    if (name === undefined) return failure('usage', `Name what to ${act}`, 'See recallwire mappings --help.')
    return act === 'show' ? show(api, name) : save(api, await readGivenFile(workingFolder, name), name)
  },
})

async function list(api: Api): Promise<Outcome> {
  const answer = await api.get('/v1/devices/mappings', z.array(mappingViewSchema))
  if (answer.kind !== 'ok') return answer
  const rows = answer.value.map(({ name, mapping, updatedAt }) => [
    name,
    `${Object.keys(mapping.columns).length}`,
    updatedAt,
  ])
  const text =
    rows.length === 0 ? 'No mapping is stored.' : renderTable(['NAME', 'COLUMNS', 'SAVED'], rows, '')
  return done(answer.value, text)
}

async function show(api: Api, name: string): Promise<Outcome> {
  const answer = await api.get(`/v1/devices/mappings/${encodeURIComponent(name)}`, mappingViewSchema)
  if (answer.kind !== 'ok') return answer
  const file = fileOf(answer.value)
  return done(file, JSON.stringify(file, undefined, 2))
}

async function save(api: Api, bytes: Answer<Uint8Array>, fileName: string): Promise<Outcome> {
  if (bytes.kind !== 'ok') return bytes
  const file = mappingFileSchema.safeParse(jsonOf(bytes.value))
  if (!file.success) return failure('usage', `${fileName} is no mapping`, z.prettifyError(file.error))
  const { name, ...mapping } = file.data
  const answer = await api.put(`/v1/devices/mappings/${encodeURIComponent(name)}`, mapping, mappingViewSchema)
  if (answer.kind !== 'ok') return answer
  return done(fileOf(answer.value), `Saved as ${name}: use it with recallwire import FILE --mapping ${name}.`)
}

const fileOf = ({ name, mapping }: MappingView) => ({ name, ...mapping })

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
