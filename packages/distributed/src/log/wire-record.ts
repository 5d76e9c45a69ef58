import type { IncomingRecord, OutgoingRecord, PartitionEnds } from './log-client.ts'
import type { FoundTopic, TopicPlan } from './topic-plan.ts'

type Bytes = Buffer | string | null | undefined

/** What a record becomes on its way to Kafka. The partition is given, so no partitioner looks at the key. */
export const outgoingMessageOf = ({ key, value, headers }: OutgoingRecord, partition: number) => ({
  partition,
  key,
  value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  headers: { ...headers },
})

/** A record as Kafka gives it. One of a stranger may lack a key or a value: it is for its handler to refuse it. */
export function incomingRecordOf(message: {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers?: Readonly<Record<string, Bytes | (Buffer | string)[]>>
  readonly offset: string
}): IncomingRecord {
  return {
    key: message.key?.toString() ?? '',
    value: message.value ?? new Uint8Array(),
    headers: message.headers === undefined ? none : textsOf(message.headers),
    offset: Number(message.offset),
  }
}

const none = {}

function textsOf(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const name in headers) texts[name] = String(headers[name])
  return texts
}

export const sizeOf = (records: readonly OutgoingRecord[]): number =>
  records.reduce((bytes, { value }) => bytes + value.byteLength, 0)

/** Kafka's offsets are texts, and stay far below what a number holds exactly. */
export const endsOf = (
  partitions: readonly { readonly partition: number; readonly low: string; readonly high: string }[],
): readonly PartitionEnds[] =>
  partitions.map(({ partition, low, high }) => ({ partition, first: Number(low), end: Number(high) }))

/** A place that a group does not have is a negative offset. */
export const placesOf = (
  partitions: readonly { readonly partition: number; readonly offset: string }[],
): ReadonlyMap<number, number> =>
  new Map(
    partitions
      .map(({ partition, offset }) => [partition, Number(offset)] as const)
      .filter(([, offset]) => offset >= 0),
  )

export const topicRequestOf = ({ name, partitions, replicas, settings }: TopicPlan) => ({
  topic: name,
  numPartitions: partitions,
  replicationFactor: replicas,
  configEntries: Object.entries(settings).map(([setting, value]) => ({ name: setting, value })),
})

export const foundTopicsOf = (
  topics: readonly {
    readonly name: string
    readonly partitions: readonly { readonly replicas: readonly number[] }[]
  }[],
  resources: readonly {
    readonly resourceName: string
    readonly configEntries: readonly { readonly configName: string; readonly configValue: string }[]
  }[],
): readonly FoundTopic[] =>
  topics.map(({ name, partitions }) => {
    const entries = resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? []
    return {
      name,
      partitions: partitions.map(({ replicas }) => replicas.length),
      settings: Object.fromEntries(entries.map((entry) => [entry.configName, entry.configValue])),
    }
  })
