import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { MissingEngine } from '../engine.ts'
import { freePort } from '../free-port.ts'
import { type InstalledJava, installJava } from '../java/install-java.ts'
import { type JavaProcess, startJava } from '../java/run-java.ts'
import { describeKafka } from './describe-kafka.ts'
import { type KafkaNodePlan, renderInitialControllers, renderKafkaProperties } from './kafka-properties.ts'
import { makeSecureListener, type SecureListener } from './secure-listener.ts'

const run = promisify(execFile)

export type KafkaNode = {
  readonly address: string
  readonly pid: () => number
  /** SIGKILL. */
  kill(): Promise<void>
  /** Starts it again on its own data; resolves when the process runs, not when it answers. */
  start(): void
}

export type KafkaCluster = {
  /** The listener of the first node that wants TLS and sign-in, where one was asked for. */
  readonly secured?: SecureListener | undefined
  readonly addresses: readonly string[]
  readonly nodes: readonly KafkaNode[]
  /** Resolves when every node that runs has joined. */
  untilComplete(): Promise<void>
  stop(): Promise<void>
}

/**
 * Apache Kafka from its packages: one node, or three of which each is broker and controller. Data below `folder`. With an
 * `account` the first node has one more listener, with TLS, that lets this account in and nobody else.
 */
export async function startKafkaCluster(
  folder: string,
  size: 1 | 3,
  account?: { readonly user: string; readonly password: string },
): Promise<KafkaCluster | MissingEngine> {
  const java = await installJava(join(import.meta.dirname, 'pom.xml'))
  if ('missing' in java) return java
  const secured = account && (await makeSecureListener(folder, account))
  const plans = (await planNodes(folder, size)).map((plan, index) =>
    index === 0 ? { ...plan, secured } : plan,
  )
  await Promise.all(plans.map((plan) => formatStorage(java, plan, plans)))
  const nodes = plans.map((plan) => openNode(java, plan))
  const addresses = nodes.map(({ address }) => address)
  const cluster: KafkaCluster = {
    secured,
    addresses,
    nodes,
    untilComplete: () => untilComplete(nodes),
    stop: async () => {
      await Promise.all(nodes.map((node) => node.process().end('SIGTERM')))
    },
  }
  try {
    await cluster.untilComplete()
  } catch (error) {
    await Promise.all(nodes.map((node) => node.kill()))
    throw error
  }
  return cluster
}

async function planNodes(folder: string, size: number): Promise<readonly KafkaNodePlan[]> {
  return Promise.all(
    Array.from({ length: size }, async (_, index): Promise<KafkaNodePlan> => {
      const dataFolder = join(folder, `node-${index + 1}`)
      await mkdir(dataFolder, { recursive: true })
      const [port, controllerPort] = await Promise.all([freePort(), freePort()])
      return { id: index + 1, port, controllerPort, dataFolder, directoryId: kafkaUuid() }
    }),
  )
}

const clusterId = 'cmVjYWxsd2lyZS10ZXN0cw'

/** 16 bytes as Kafka writes them. One that begins with a dash would read as an option. */
function kafkaUuid(): string {
  const uuid = randomBytes(16).toString('base64url')
  return uuid.startsWith('-') ? kafkaUuid() : uuid
}

const propertiesFile = (plan: KafkaNodePlan): string => `${plan.dataFolder}.properties`

async function formatStorage(
  java: InstalledJava,
  plan: KafkaNodePlan,
  all: readonly KafkaNodePlan[],
): Promise<void> {
  await writeFile(propertiesFile(plan), renderKafkaProperties(plan, all))
  const accounts = plan.secured?.formatArguments ?? []
  const format = ['format', '-t', clusterId, '-c', propertiesFile(plan), ...accounts]
  const controllers = ['--initial-controllers', renderInitialControllers(all)]
  await run('java', ['-cp', java.classpath, 'kafka.tools.StorageTool', ...format, ...controllers])
}

type OpenNode = KafkaNode & { process(): JavaProcess }

function openNode(java: InstalledJava, plan: KafkaNodePlan): OpenNode {
  const start = () =>
    startJava({
      classpath: java.classpath,
      mainClass: 'kafka.Kafka',
      arguments: [propertiesFile(plan)],
      options: ['-Xmx384m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'],
      logFile: `${plan.dataFolder}.log`,
    })
  let process = start()
  return {
    address: `127.0.0.1:${plan.port}`,
    pid: () => process.pid,
    process: () => process,
    kill: () => process.end('SIGKILL'),
    start: () => {
      process = start()
    },
  }
}

const completeWithinMs = 60_000

async function untilComplete(nodes: readonly OpenNode[]): Promise<void> {
  const deadline = performance.now() + completeWithinMs
  const addresses = nodes.map(({ address }) => address)
  for (;;) {
    const dead = nodes.find((node) => node.process().ended)
    if (dead)
      throw new Error(`Kafka at ${dead.address} ended while it started:\n${dead.process().lastWords()}`)
    const { brokers } = await describeKafka(addresses).catch(() => ({ brokers: 0 }))
    if (brokers === nodes.length) return
    if (performance.now() > deadline) throw new Error(`Kafka did not answer within ${completeWithinMs} ms`)
  }
}
