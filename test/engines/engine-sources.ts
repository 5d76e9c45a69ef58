import { engineInContainer } from './container/engine-in-container.ts'
import type { EngineName, EngineSource } from './engine.ts'
import { describeKafka } from './kafka/describe-kafka.ts'
import { startKafkaCluster } from './kafka/start-kafka-cluster.ts'
import { describeMongo } from './mongodb/describe-mongo.ts'
import { startMongoStandIn } from './mongodb/start-mongo-stand-in.ts'

/** The ways to an engine, in the order in which they are tried. */
export const engineSources = (
  name: EngineName,
  env: Readonly<Record<string, string | undefined>>,
): readonly EngineSource[] => {
  switch (name) {
    case 'kafka':
      return [kafkaAt(env.RECALLWIRE_TEST_KAFKA), engineInContainer('kafka'), kafkaFromPackages]
    case 'mongodb':
      return [mongoAt(env.RECALLWIRE_TEST_MONGODB), engineInContainer('mongodb'), mongoStandIn]
    default:
      return name satisfies never
  }
}

const notOurs = async (): Promise<void> => undefined

const kafkaAt =
  (address: string | undefined): EngineSource =>
  async () => {
    if (!address) return undefined
    const { brokers } = await describeKafka(address.split(','))
    const description = `Kafka, ${brokers} broker(s), as RECALLWIRE_TEST_KAFKA names it`
    return { address, description, stop: notOurs }
  }

const mongoAt =
  (address: string | undefined): EngineSource =>
  async () => {
    if (!address) return undefined
    const { version } = await describeMongo(address)
    const description = `what calls itself MongoDB ${version}, as RECALLWIRE_TEST_MONGODB names it`
    return { address, description, stop: notOurs }
  }

const kafkaFromPackages: EngineSource = async (folder) => {
  const cluster = await startKafkaCluster(folder, 1)
  if ('missing' in cluster) return cluster
  const description = 'Apache Kafka 4.4.0, the real thing, one broker from its packages'
  return { address: cluster.addresses.join(','), description, stop: () => cluster.stop() }
}

const mongoStandIn: EngineSource = async (folder) => {
  const server = await startMongoStandIn(folder)
  if ('missing' in server) return server
  const description = 'mongo-java-server 1.47.0 on H2, a stand-in that speaks the protocol: NOT MongoDB'
  return { address: server.url, description, stop: () => server.stop() }
}
