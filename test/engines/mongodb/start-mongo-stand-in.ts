import { join } from 'node:path'
import type { MissingEngine } from '../engine.ts'
import { freePort } from '../free-port.ts'
import { installJava } from '../java/install-java.ts'
import { startJava } from '../java/run-java.ts'
import { describeMongo } from './describe-mongo.ts'

export type MongoStandIn = {
  readonly url: string
  /** SIGKILL: what was acknowledged more than a moment ago is kept, as with the real server. */
  kill(): Promise<void>
  /** Starts it again on its own data; resolves when it answers. */
  start(): Promise<void>
  stop(): Promise<void>
}

const answerWithinMs = 30_000

/** mongo-java-server, which speaks MongoDB's protocol, on one file below `folder`. It is not MongoDB. */
export async function startMongoStandIn(folder: string): Promise<MongoStandIn | MissingEngine> {
  const launcher = join(import.meta.dirname, 'MongoStandIn.java')
  const java = await installJava(join(import.meta.dirname, 'pom.xml'), [launcher])
  if ('missing' in java) return java
  const port = await freePort()
  const url = `mongodb://127.0.0.1:${port}`
  const startProcess = () =>
    startJava({
      classpath: java.classpath,
      mainClass: 'MongoStandIn',
      arguments: ['127.0.0.1', String(port), join(folder, 'mongo.db')],
      options: ['-Xmx512m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'],
      logFile: join(folder, 'mongo.log'),
    })
  let process = startProcess()
  const untilAnswers = async () => {
    const deadline = performance.now() + answerWithinMs
    while ((await describeMongo(url).catch(() => undefined)) === undefined) {
      if (!process.ended && performance.now() < deadline) continue
      throw new Error(`the MongoDB stand-in does not answer at ${url}:\n${process.lastWords()}`)
    }
  }
  await untilAnswers().catch(async (error: unknown) => {
    await process.end('SIGKILL')
    throw error
  })
  return {
    url,
    kill: () => process.end('SIGKILL'),
    start: async () => {
      process = startProcess()
      await untilAnswers()
    },
    stop: () => process.end('SIGTERM'),
  }
}
