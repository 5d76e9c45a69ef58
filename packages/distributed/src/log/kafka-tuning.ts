/**
 * Settings of kafkajs with which nothing was lost and everything went on within seconds while brokers were killed. The
 * brokers' own session timeouts are the other half (infra/kafka/README.md).
 */
export const clientTuning = {
  clientId: 'recallwire',
  connectionTimeout: 1_000,
  requestTimeout: 3_000,
  retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 1_000 },
}

/** What is asked is asked again by the caller, with a new connection. */
export const adminTuning = { ...clientTuning, retry: { ...clientTuning.retry, retries: 2 } }

/** Not idempotent: after a failover every send of an idempotent producer fails until it is replaced. */
export const producerTuning = {
  maxInFlightRequests: 1,
  metadataMaxAge: 5_000,
  allowAutoTopicCreation: false,
} as const

/** `retry` stays at its default: with more tries a consumer hands over thousands of records again. */
export const consumerTuning = (sessionMs: number) => ({
  sessionTimeout: sessionMs,
  heartbeatInterval: heartbeatMs(sessionMs),
  rebalanceTimeout: 60_000,
  metadataMaxAge: 5_000,
  maxWaitTimeInMs: 100,
  allowAutoTopicCreation: false,
})

/** How often a member says that it lives. */
export const heartbeatMs = (sessionMs: number): number => Math.floor(sessionMs / 4)

export const runTuning = { eachBatchAutoResolve: false, autoCommitInterval: 1_000 } as const

/** Below it, packing a batch costs more than it saves. */
export const compressFromBytes = 1_024

/** Taking leave of brokers that are away takes for ever. */
export const closeLimitMs = 2_500
