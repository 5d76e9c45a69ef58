import { z } from 'zod'

const address = /^(\[[0-9a-f:]+\]|[^\s:,/]+):\d{1,5}$/i

/** How Kafka is reached and what its topics are like. */
export const kafkaConfigSchema = z.object({
  /** Where Kafka is found: `host:port`, several with commas. The rest of the cluster is learnt from them. */
  RECALLWIRE_KAFKA_BROKERS: z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .refine((list) => list.every((one) => address.test(one)), {
      error: 'write host:port, several with commas',
    }),
  /** Talk to Kafka by TLS. Without a file of authorities those that Node knows are trusted. */
  RECALLWIRE_KAFKA_TLS: z.stringbool().default(false),
  /** With TLS: a PEM file of the authorities that the brokers' certificates come from. */
  RECALLWIRE_KAFKA_TLS_CA_FILE: z.string().optional(),
  /** With TLS: PEM files of this client's own certificate and key, where the brokers ask for one. */
  RECALLWIRE_KAFKA_TLS_CERT_FILE: z.string().optional(),
  RECALLWIRE_KAFKA_TLS_KEY_FILE: z.string().optional(),
  /** The name to sign in to Kafka with; left out, nobody signs in. */
  RECALLWIRE_KAFKA_SASL_USER: z.string().optional(),
  /** The password, or the file that holds it; one of the two goes with the name. */
  RECALLWIRE_KAFKA_SASL_PASSWORD: z.string().optional(),
  RECALLWIRE_KAFKA_SASL_PASSWORD_FILE: z.string().optional(),
  /** How it signs in. `plain` shows the password to whoever reads along, so it needs TLS. */
  RECALLWIRE_KAFKA_SASL_MECHANISM: z
    .enum(['scram-sha-512', 'scram-sha-256', 'plain'])
    .default('scram-sha-512'),
  /** `cluster` keeps every record on three brokers and wants two to confirm it; `single` is for one broker. */
  RECALLWIRE_KAFKA_PROFILE: z.enum(['cluster', 'single']).default('cluster'),
  /** Partitions of each topic. Fixed when the topics are made: infra/kafka/README.md says how to get more. */
  RECALLWIRE_KAFKA_PARTITIONS: z.coerce.number().int().min(4).max(256).default(12),
  /** Put before the name of every topic and group, where installations share a cluster. */
  RECALLWIRE_KAFKA_PREFIX: z
    .string()
    .regex(/^[\w.-]{0,100}$/, 'use letters, digits, dots, dashes and underscores')
    .default(''),
  /** After this time without a sign of life a consumer's partitions go to others. The brokers' `group.min.session.timeout.ms` must allow it; where they cannot be changed, write 6000. */
  RECALLWIRE_KAFKA_SESSION_MS: z.coerce.number().int().min(1_000).max(300_000).default(2_000),
})
export type KafkaConfig = z.output<typeof kafkaConfigSchema>

/** How MongoDB is reached. */
export const mongoConfigSchema = z.object({
  /** The server or replica set of MongoDB, as a connection string. What it says of write and read concerns counts for nothing. */
  RECALLWIRE_MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'write mongodb://host:port or mongodb+srv://host'),
  /** The database, where installations share a server. */
  RECALLWIRE_MONGODB_DATABASE: z
    .string()
    .regex(/^[\w-]{1,38}$/, 'use up to 38 letters, digits, dashes and underscores')
    .default('recallwire'),
  /** Talk to MongoDB by TLS, as `tls=true` in the connection string does. Without a file of authorities those that Node knows are trusted. */
  RECALLWIRE_MONGODB_TLS: z.stringbool().default(false),
  /** With TLS: a PEM file of the authorities that the servers' certificates come from. */
  RECALLWIRE_MONGODB_TLS_CA_FILE: z.string().optional(),
  /** With TLS: PEM files of this client's own certificate and key, where the servers ask for one. */
  RECALLWIRE_MONGODB_TLS_CERT_FILE: z.string().optional(),
  RECALLWIRE_MONGODB_TLS_KEY_FILE: z.string().optional(),
  /** The name to sign in to MongoDB with, where the connection string has none. */
  RECALLWIRE_MONGODB_USER: z.string().optional(),
  /** The password, or the file that holds it; one of the two goes with the name. */
  RECALLWIRE_MONGODB_PASSWORD: z.string().optional(),
  RECALLWIRE_MONGODB_PASSWORD_FILE: z.string().optional(),
  /** The database that knows the account. */
  RECALLWIRE_MONGODB_AUTH_DATABASE: z.string().default('admin'),
})
export type MongoConfig = z.output<typeof mongoConfigSchema>

/** Settings of the back end on Kafka and MongoDB. */
export const distributedConfigSchema = z.object({ ...kafkaConfigSchema.shape, ...mongoConfigSchema.shape })
export type DistributedConfig = z.output<typeof distributedConfigSchema>
