import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demonstrationConfigSchema } from '@recallwire/infra-demonstration/config.ts'
import { makeSecrets } from '@recallwire/infra-secrets/make-secrets.ts'
import { readConfig } from '@recallwire/runtime/config.ts'
import { afterAll, describe, expect, test } from 'vitest'
import { readComposeFile, readEnvFile, variableNames } from './compose-file.ts'
import { complaintsOf, programOf, relocate, root, serviceNames } from './programs.ts'

const secrets = mkdtempSync(join(tmpdir(), 'recallwire-compose-'))
makeSecrets(secrets, randomBytes)
afterAll(() => rmSync(secrets, { recursive: true }))

const withFiles = (environment: Readonly<Record<string, string>>) =>
  relocate(environment, '/run/recallwire/secrets', secrets)
const cluster = readEnvFile('infra/docker/cluster.env')
const { services, volumes } = readComposeFile()
const ours = Object.entries(services).filter(([, { image }]) => image.startsWith('recallwire:'))

describe('the compose file', () => {
  test('gives each service settings that it takes, with one broker and with three', () => {
    for (const variables of [{}, cluster]) {
      const file = readComposeFile(variables)
      for (const name of serviceNames) {
        const environment = withFiles(file.services[name]?.environment ?? {})
        expect([name, complaintsOf(name, environment)]).toEqual([name, ''])
      }
    }
  })

  test('would not give them settings that they do not know', () => {
    const environment = withFiles({ ...services.matcher?.environment, RECALLWIRE_MATHCER: '1' })
    expect(complaintsOf('matcher', environment)).toContain('RECALLWIRE_MATHCER is not a setting')
    const lacking = withFiles({ ...services.auditor?.environment, RECALLWIRE_LEDGER_KEY_FILE: '/nowhere' })
    expect(complaintsOf('auditor', lacking)).toContain('RECALLWIRE_LEDGER_KEY_FILE')
  })

  test('plays the demonstration only where the pages say that it is one', () => {
    const settingsWith = (variables: Record<string, string>) =>
      withFiles(readComposeFile(variables).services.demonstration?.environment ?? {})
    const read = (variables: Record<string, string>) =>
      readConfig(demonstrationConfigSchema, settingsWith(variables))
    expect(read({ RECALLWIRE_DEMONSTRATION: 'true' }).RECALLWIRE_CONSOLE_URL).toBe('http://console:4800')
    expect(() => read({})).toThrow('no place to play')
  })

  test('runs programs of the image, which one of them builds', () => {
    for (const [name, { command, pull_policy }] of ours)
      expect([name, programOf(command), pull_policy]).toEqual([name, command[1], 'never'])
    expect(ours.filter(([, { build }]) => build !== undefined).map(([name]) => name)).toEqual(['secrets'])
    const path = 'infra/docker/Dockerfile'
    expect(services.secrets?.build).toMatchObject({ dockerfile: path, context: '.' })
    for (const folder of ['services', 'infra', 'packages'])
      expect(readFileSync(join(root, path), 'utf8')).toContain(`COPY ${folder} ${folder}`)
  })

  test('lets its own processes write nowhere and gives every process a limit', () => {
    for (const [name, service] of ours) {
      const { read_only, cap_drop, tmpfs } = service
      expect([name, read_only, cap_drop, tmpfs]).toEqual([name, true, ['ALL'], ['/tmp']])
    }
    for (const [name, { security_opt, mem_limit }] of Object.entries(services)) {
      expect([name, security_opt]).toEqual([name, ['no-new-privileges:true']])
      expect([name, mem_limit]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)])
    }
  })

  test('asks every process that stays how it is, at a port and a path that it answers', () => {
    for (const [name, { restart, healthcheck }] of Object.entries(services)) {
      if (restart === 'unless-stopped') expect([name, healthcheck?.test[0]]).toEqual([name, 'CMD'])
    }
    for (const name of serviceNames) {
      const { environment, healthcheck } = services[name] ?? {}
      expect(healthcheck?.test.at(-1)).toContain(`127.0.0.1:${environment?.RECALLWIRE_PORT}/health/ready`)
    }
  })

  test('is reached from this machine alone', () => {
    const ports = Object.entries(services).flatMap(([name, service]) =>
      service.ports.map((port) => [name, port]),
    )
    expect(ports).toEqual([
      ['ses', '127.0.0.1:4566:4566'],
      ['console', '127.0.0.1:4800:4800'],
    ])
  })

  test('keeps what shall outlive a container in volumes that it names', () => {
    const used = Object.values(services).flatMap((service) =>
      service.volumes.map((volume) => volume.split(':')[0]),
    )
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(volumes).toSorted())
  })

  test('waits for nothing that is not there', () => {
    for (const [name, { depends_on, profiles }] of Object.entries(services)) {
      for (const [needed, { condition, required }] of Object.entries(depends_on)) {
        const other = services[needed]
        const check = condition === 'service_healthy' ? other?.healthcheck : other?.command
        expect([name, needed, check]).toEqual([name, needed, expect.anything()])
        if (profiles === undefined && other?.profiles !== undefined) expect(required).toBe(false)
      }
    }
  })

  test('takes every variable of the file for three brokers, which votes for each of them', () => {
    const { COMPOSE_PROFILES, ...others } = cluster
    expect(Object.keys(others).filter((name) => !variableNames.has(name))).toEqual([])
    const file = readComposeFile(cluster)
    const brokers = Object.entries(file.services).filter(([, { image }]) => image.startsWith('apache/kafka'))
    const nodes = brokers.map(([name, { environment }]) => `${environment.KAFKA_NODE_ID}@${name}:9093`)
    expect(cluster.KAFKA_VOTERS?.split(',')).toEqual(nodes)
    expect(cluster.RECALLWIRE_KAFKA_BROKERS?.split(',')).toEqual(brokers.map(([name]) => `${name}:9092`))
    for (const [name, { environment, profiles }] of brokers) {
      expect(environment.KAFKA_ADVERTISED_LISTENERS).toBe(`PLAINTEXT://${name}:9092`)
      expect(profiles).toEqual(name === 'kafka-1' ? undefined : [COMPOSE_PROFILES])
    }
  })
})
