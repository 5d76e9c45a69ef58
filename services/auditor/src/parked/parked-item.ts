import type { ParkedItem } from '@recallwire/domain/views/parked-view.ts'
import { parkedHeaders } from '@recallwire/ports/parked-headers.ts'
import type { ParkedRecord } from '@recallwire/ports/parked-records.ts'
import { z } from 'zod'

/** Enough of an envelope to say what a record is, of any version. */
const namedSchema = z.object({
  id: z.string().max(64),
  type: z.string().max(120),
  subject: z.string().max(120),
})

/** A parked record as an operator sees it: technical state, and nothing of its content. */
export function parkedItem(record: ParkedRecord): ParkedItem {
  const { parkedId, topic, headers, parkedAt, state, settled, value } = record
  const event = nameOf(value)
  const redrivenFrom = headers[parkedHeaders.redrivenFrom]
  return {
    parkedId,
    topic,
    group: headers[parkedHeaders.group] ?? 'unknown',
    reason: headers[parkedHeaders.reason] ?? 'unknown',
    parkedAt,
    state,
    bytes: value.byteLength,
    ...(event === undefined ? {} : { event }),
    ...(redrivenFrom === undefined ? {} : { redrivenFrom }),
    ...(settled === undefined ? {} : { settled }),
  }
}

function nameOf(value: Uint8Array): ParkedItem['event'] {
  try {
    const read = namedSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(value)))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
