import { setTimeout as delay } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'

/** How many brokers the cluster behind the addresses has; rejects when none answers. */
export async function describeKafka(addresses: readonly string[]): Promise<{ readonly brokers: number }> {
  const kafka = new Kafka({
    brokers: [...addresses],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    retry: { retries: 0 },
  })
  const admin = kafka.admin()
  try {
    await admin.connect()
    const { brokers, controller } = await admin.describeCluster()
    return { brokers: controller === null ? 0 : brokers.length }
  } catch (error) {
    await delay(100)
    throw error
  } finally {
    await admin.disconnect()
  }
}
