import type { SecureListener } from './secure-listener.ts'

/** One node of a cluster in which every node is broker and controller. */
export type KafkaNodePlan = {
  readonly id: number
  readonly port: number
  readonly controllerPort: number
  readonly directoryId: string
  readonly dataFolder: string
  readonly secured?: SecureListener | undefined
}

/**
 * The server.properties of one node. The short session timeouts let a group and a leader move within seconds of a broker's
 * death, as `infra/kafka` recommends for production too.
 */
export function renderKafkaProperties(node: KafkaNodePlan, all: readonly KafkaNodePlan[]): string {
  const replicas = Math.min(3, all.length)
  const { secured } = node
  const listeners = [
    `PLAINTEXT://127.0.0.1:${node.port}`,
    `CONTROLLER://127.0.0.1:${node.controllerPort}`,
    ...(secured ? [`SECURED://127.0.0.1:${secured.port}`] : []),
  ].join(',')
  const properties = {
    ...secured?.properties,
    'process.roles': 'broker,controller',
    'node.id': node.id,
    listeners,
    'advertised.listeners': listeners,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL',
    'controller.quorum.bootstrap.servers': all.map((one) => `127.0.0.1:${one.controllerPort}`).join(','),
    'log.dirs': node.dataFolder,
    'auto.create.topics.enable': false,
    'default.replication.factor': replicas,
    'min.insync.replicas': Math.max(1, replicas - 1),
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    'offsets.retention.minutes': 525_600,
    'log.retention.ms': -1,
    'log.cleaner.dedupe.buffer.size': 4_194_304,
    'log.segment.bytes': 16_777_216,
    'log.index.size.max.bytes': 1_048_576,
  }
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}

/** What the storage tool is told about the nodes that elect the controller. */
export const renderInitialControllers = (all: readonly KafkaNodePlan[]): string =>
  all.map((node) => `${node.id}@127.0.0.1:${node.controllerPort}:${node.directoryId}`).join(',')
