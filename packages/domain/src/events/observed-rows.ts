import { roleSchema } from '../access/actor.ts'
import type { Observation } from '../device/observation.ts'
import { eventIdOf } from '../ids.ts'
import { outgoing } from './envelope.ts'
import { typeHeader } from './handle-records.ts'
import type { Topic } from './topics.ts'

/** What the events of an import's rows say of the import. */
export type ObservedImport = {
  readonly importId: string
  readonly organisationId: string
  readonly by: { readonly role: string; readonly by: string }
  readonly committedAt?: string | undefined
}

/** A row as it is kept: the observation as its text of JSON. */
export type ObservedRow = { readonly row: number; readonly facilityId: string; readonly observation: string }

/** What goes to the log of a row. */
type ObservedRecord = {
  readonly topic: Topic
  readonly key: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The rows of a committed import as `device-observed` events, each as a text of JSON. An event's id derives from import and row, so that
 * publishing it again is recognised. The observation goes from text to text: reading and writing it again would cost more than all
 * else here.
 */
export function observedRows(entry: ObservedImport, rows: readonly ObservedRow[]): readonly ObservedRecord[] {
  const [first] = rows
  if (first === undefined) return []
  const { topic, event } = firstEvent(entry, first)
  const { data: _, ...envelope } = event
  const headers = { [typeHeader]: event.type }
  return rows.map(({ row, facilityId, observation }) => {
    const around = JSON.stringify({ ...envelope, id: idOf(entry, row), subject: facilityId })
    const text = `${around.slice(0, -1)},"data":{"observation":${observation},"row":${row}}}`
    return { topic, key: facilityId, text, headers }
  })
}

function firstEvent(entry: ObservedImport, { row, observation: text }: ObservedRow) {
  const { importId, organisationId, by, committedAt } = entry
  if (committedAt === undefined) throw new Error(`the import ${importId} is committed without a time`)
  const observation: Observation = JSON.parse(text)
  return outgoing(observation.facilityId, {
    id: idOf(entry, row),
    source: '/ingestion',
    type: 'recallwire.device-observed.v1',
    subject: observation.facilityId,
    at: committedAt,
    actor: { organisationId, role: roleSchema.parse(by.role), by: by.by },
    causeId: importId,
    data: { observation, row },
  })
}

const idOf = ({ importId }: ObservedImport, row: number): string => eventIdOf('import', importId, row)
