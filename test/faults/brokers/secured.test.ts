import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeTopicsOf } from '../../engines/kafka/make-topics.ts'
import { type KafkaCluster, startKafkaCluster } from '../../engines/kafka/start-kafka-cluster.ts'
import { configOf, openLog } from './open-log.ts'
import { createWitness, topic } from './traffic.ts'

const account = { user: 'recallwire', password: 'password-of-a-test' }

describe('a broker that wants TLS and a sign-in', () => {
  let folder: string
  let cluster: KafkaCluster | undefined
  let missing = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recallwire-secured-'))
    const started = await startKafkaCluster(folder, 1, account)
    if ('missing' in started) missing = started.missing
    else cluster = started
    await writeFile(join(folder, 'password'), `${account.password}\n`)
  })
  afterAll(async () => {
    await cluster?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const settingsOf = (changes: Record<string, string> = {}) => ({
    RECALLWIRE_KAFKA_TLS: 'true',
    RECALLWIRE_KAFKA_TLS_CA_FILE: cluster?.secured?.caFile ?? '',
    RECALLWIRE_KAFKA_SASL_USER: account.user,
    RECALLWIRE_KAFKA_SASL_PASSWORD_FILE: join(folder, 'password'),
    ...changes,
  })
  const open = (changes?: Record<string, string>) =>
    openLog(configOf([cluster?.secured?.address ?? ''], settingsOf(changes)))

  test.for(['scram-sha-512', 'plain'])(
    'lets a process in that signs in by %s',
    async (mechanism, { skip }) => {
      if (!cluster?.secured) return skip(missing)
      const config = configOf(
        [cluster.secured.address],
        settingsOf({ RECALLWIRE_KAFKA_SASL_MECHANISM: mechanism }),
      )
      await makeTopicsOf({
        ...configOf(cluster.addresses),
        RECALLWIRE_KAFKA_PREFIX: config.RECALLWIRE_KAFKA_PREFIX,
      })
      const opened = await openLog(config)
      const witness = createWitness()
      await opened.log.subscribe({ topics: [topic], group: 'group', handle: witness.handle })
      await opened.log.publish(topic, 'key', new TextEncoder().encode('0'))
      await eventually('it is handled', () => witness.handled.has('key'))
      expect(opened.faults).toEqual([])
      await opened.close()
    },
  )

  test('refuses a wrong password in words, and without a retry', async ({ skip }) => {
    if (!cluster) return skip(missing)
    await writeFile(join(folder, 'wrong'), 'wrong')
    await expect(open({ RECALLWIRE_KAFKA_SASL_PASSWORD_FILE: join(folder, 'wrong') })).rejects.toMatchObject({
      code: 'upstream-refused',
      retry: 'never',
      message: expect.stringMatching(/Authentication failed/i),
    })
  })

  test('is refused where its certificate comes from nobody who is trusted', async ({ skip }) => {
    if (!cluster) return skip(missing)
    const { RECALLWIRE_KAFKA_TLS_CA_FILE: _file, ...settings } = settingsOf()
    const opening = openLog(configOf([cluster.secured?.address ?? ''], settings))
    await expect(opening).rejects.toMatchObject({
      message: expect.stringMatching(/self.signed certificate/i),
    })
  })
})
