import { topics } from '@recallwire/domain/events/topics.ts'

/** How many brokers keep a record, and how many must confirm it before it counts as written. */
export const profiles = {
  single: { replicas: 1, minInsync: 1 },
  cluster: { replicas: 3, minInsync: 2 },
} as const

export type LogShape = {
  readonly profile: keyof typeof profiles
  readonly partitions: number
  /** Before every name. */
  readonly prefix: string
}

/** A topic as it has to be. */
export type TopicPlan = {
  readonly name: string
  readonly partitions: number
  readonly replicas: number
  readonly settings: Readonly<Record<string, string>>
}

/** A topic as it is; without `partitions` it is not there. */
export type FoundTopic = {
  readonly name: string
  /** The number of brokers that keep each partition. */
  readonly partitions?: readonly number[]
  readonly settings: Readonly<Record<string, string>>
}

/** Every topic and its parked twin. */
export function planTopics({ profile, partitions, prefix }: LogShape): readonly TopicPlan[] {
  const { replicas, minInsync } = profiles[profile]
  const settings = {
    // The log is what a regulator's report is read from: nothing in it ends with time or size, or is compacted away.
    'retention.ms': '-1',
    'retention.bytes': '-1',
    'cleanup.policy': 'delete',
    'min.insync.replicas': String(minInsync),
    // A broker that missed writes must not become the leader: what was acknowledged would be gone.
    'unclean.leader.election.enable': 'false',
  }
  const plan = (topic: string, mostBytes: number): TopicPlan => ({
    name: `${prefix}${topic}`,
    partitions,
    replicas,
    settings: { ...settings, 'max.message.bytes': String(mostBytes) },
  })
  // Whatever a topic takes can be parked, with the reason beside it.
  return topics.flatMap((topic) => [
    plan(topic, mostRecordBytes),
    plan(`${topic}.parked`, 2 * mostRecordBytes),
  ])
}

/** The largest record of a topic. */
export const mostRecordBytes = 4 * 1024 * 1024

/** What is wrong with a topic, each as a sentence; nothing when it is as planned. */
export function findTopicProblems(plan: TopicPlan, found: FoundTopic | undefined): readonly string[] {
  if (found?.partitions === undefined) return [`the topic ${plan.name} is missing`]
  const { name } = plan
  const count = found.partitions.length
  const thin = found.partitions.filter((replicas) => replicas < plan.replicas).length
  return [
    ...(count === plan.partitions ? [] : [`${name} has ${count} partitions, not ${plan.partitions}`]),
    ...(thin === 0 ? [] : [`${thin} partitions of ${name} are kept on fewer than ${plan.replicas} brokers`]),
    ...Object.entries(plan.settings)
      .filter(([setting, value]) => !isMet(setting, value, found.settings[setting]))
      .map(([setting, value]) => `${name} has ${setting}=${found.settings[setting]}, not ${value}`),
  ]
}

/** More than asked is no problem where more is safer. */
function isMet(setting: string, wanted: string, found: string | undefined): boolean {
  if (found === wanted) return true
  const atLeast = setting === 'min.insync.replicas' || setting === 'max.message.bytes'
  return atLeast && found !== undefined && Number(found) >= Number(wanted)
}
