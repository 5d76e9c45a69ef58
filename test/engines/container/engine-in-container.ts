import { existsSync } from 'node:fs'
import type { EngineName, EngineSource } from '../engine.ts'
import { freePort } from '../free-port.ts'
import { describeKafka } from '../kafka/describe-kafka.ts'

const images = { kafka: 'apache/kafka:4.4.0', mongodb: 'mongo:8' } as const satisfies Record<
  EngineName,
  string
>
const startWithinMs = 120_000

/**
 * An engine in a container, where a Docker engine answers and has the image already: tests download no images. The
 * library is loaded only where there is a Docker engine. Its reaper is an image of its own, so it stays off, and the
 * keeper of the engine stops the container.
 */
export const engineInContainer =
  (name: EngineName): EngineSource =>
  async () => {
    if (!process.env.DOCKER_HOST && !existsSync('/var/run/docker.sock')) return undefined
    process.env.TESTCONTAINERS_RYUK_DISABLED = 'true'
    const testcontainers = await import('testcontainers')
    const image = testcontainers.ImageName.fromString(images[name])
    const isThere = await testcontainers
      .getContainerRuntimeClient()
      .then((client) => client.image.exists(image))
      .catch(() => false)
    if (!isThere) return undefined
    const port = await freePort()
    const inside = name === 'kafka' ? port : 27017
    const container = await new testcontainers.GenericContainer(images[name])
      .withExposedPorts({ container: inside, host: port })
      .withEnvironment(name === 'kafka' ? kafkaEnvironment(port) : {})
      .withStartupTimeout(startWithinMs)
      .start()
    const address = `${container.getHost()}:${port}`
    const stop = async () => {
      await container.stop()
    }
    if (name === 'kafka')
      await untilKafkaAnswers(address).catch((error: unknown) => stop().then(() => Promise.reject(error)))
    const description = `${images[name]} in a container; what the image holds is for its tag to say`
    return { address: name === 'kafka' ? address : `mongodb://${address}`, description, stop }
  }

/** One broker that tells its clients the address under which this machine reaches it. */
const kafkaEnvironment = (port: number): Record<string, string> => ({
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_LISTENERS: `PLAINTEXT://0.0.0.0:${port},CONTROLLER://127.0.0.1:9093`,
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:9093',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
})

async function untilKafkaAnswers(address: string): Promise<void> {
  const deadline = performance.now() + startWithinMs
  for (;;) {
    try {
      await describeKafka([address])
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
  }
}
