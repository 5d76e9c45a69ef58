import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSecrets, secretNames } from '@recallwire/infra-secrets/make-secrets.ts'
import { afterAll, describe, expect, test } from 'vitest'
import {
  baseFiles,
  configMap,
  type Manifest,
  manifests,
  manifestText,
  readKustomization,
} from './manifests.ts'
import { complaintsOf, programOf, relocate, root, serviceNames } from './programs.ts'

const secrets = mkdtempSync(join(tmpdir(), 'recallwire-kubernetes-'))
makeSecrets(secrets, randomBytes)
afterAll(() => rmSync(secrets, { recursive: true }))

type Of<Kind extends Manifest['kind']> = Extract<Manifest, { readonly kind: Kind }>
const ofKind = <Kind extends Manifest['kind']>(kind: Kind): readonly Of<Kind>[] =>
  manifests.filter((manifest): manifest is Of<Kind> => manifest.kind === kind)
const deployments = ofKind('Deployment')
const pods = [...deployments, ...ofKind('Job')].map(({ metadata, spec }) => {
  const [container] = spec.template.spec.containers
  if (container === undefined) throw new Error(`${metadata.name} has no container`)
  return { name: metadata.name, labels: spec.template.metadata.labels, pod: spec.template.spec, container }
})
const mountPath = '/run/recallwire'

/** What comes from a secret of the cluster. */
const fromCluster: Readonly<Record<string, string>> = {
  'recallwire-mongodb/url': 'mongodb://mongo:27017',
  'recallwire-aws/access-key-id': 'key',
  'recallwire-aws/secret-access-key': 'secret',
}

function settingsOf({ container }: (typeof pods)[number]): Readonly<Record<string, string>> {
  const shared = Object.assign(
    {},
    ...container.envFrom.map(({ configMapRef }) => configMap(configMapRef.name)),
  )
  const own = container.env.map(({ name, value, valueFrom }) => {
    const { name: secret = '', key = '' } = valueFrom?.secretKeyRef ?? {}
    return [name, value ?? fromCluster[`${secret}/${key}`] ?? '']
  })
  // The example adds it by a patch.
  const patched = { RECALLWIRE_KAFKA_SASL_PASSWORD: 'secret' }
  return relocate({ ...shared, ...Object.fromEntries(own), ...patched }, mountPath, secrets)
}

describe('the manifests', () => {
  test('run each service with settings that it takes', () => {
    expect(deployments.map(({ metadata }) => metadata.name).toSorted()).toEqual(serviceNames.toSorted())
    for (const pod of pods) {
      const service = serviceNames.find((name) => name === pod.name)
      if (service !== undefined)
        expect([pod.name, complaintsOf(service, settingsOf(pod))]).toEqual([pod.name, ''])
    }
  })

  test('run programs of the image, which the example names', () => {
    for (const { name, container } of pods)
      expect([name, programOf(container.command), container.image]).toEqual([
        name,
        container.command[1],
        'recallwire',
      ])
    expect(readKustomization('example').images).toMatchObject([{ name: 'recallwire' }])
  })

  test('ask at a port and at paths that a process answers', () => {
    const operations = readFileSync(join(root, 'packages/runtime/src/operations.ts'), 'utf8')
    for (const { metadata } of deployments) {
      const { container } = pods.find(({ name }) => name === metadata.name) ?? {}
      const port = Number(configMap('recallwire').RECALLWIRE_PORT)
      expect(container?.ports).toEqual([{ name: 'http', containerPort: port }])
      const { startupProbe, readinessProbe, livenessProbe } = container ?? {}
      const paths = [startupProbe, readinessProbe, livenessProbe].map((one) => one?.httpGet.path)
      expect(paths).toEqual(['/health/live', '/health/ready', '/health/live'])
      for (const path of [...paths, '/metrics']) expect(operations).toContain(`path: '${path}'`)
    }
  })

  test('keep secrets out of themselves and give each service its own alone', () => {
    const given = new Map<string, readonly string[]>()
    for (const { name, pod, container } of pods) {
      const { secret } = pod.volumes.find((volume) => volume.name === 'secrets') ?? {}
      const files = container.env.flatMap(({ value }) =>
        value?.startsWith(`${mountPath}/`) ? [value.slice(mountPath.length + 1)] : [],
      )
      expect([name, secret?.items.map(({ path }) => path) ?? []]).toEqual([name, files])
      for (const { key, path } of secret?.items ?? [])
        expect([secretNames, key]).toEqual([expect.arrayContaining([key]), path])
      given.set(name, files)
    }
    const holders = (file: string) =>
      [...given].flatMap(([name, files]) => (files.includes(file) ? [name] : []))
    expect(holders('reply-link-secret')).toEqual(['notifier'])
    expect(holders('ledger-key')).toEqual(['auditor'])
    expect(holders('operator-secret')).toEqual(['ingestion'])
    expect(holders('forwarding-secret').toSorted()).toEqual(serviceNames.toSorted())
    expect(manifestText).not.toMatch(/kind: Secret|[0-9a-f]{64}|password/i)
  })

  test('run as nobody special, on a root that cannot be written to, within limits', () => {
    for (const { name, pod, container } of pods) {
      expect([name, pod.securityContext]).toMatchObject([name, { runAsNonRoot: true, runAsUser: 1000 }])
      expect([name, container.securityContext]).toEqual([
        name,
        { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      ])
      expect(container.resources.limits.memory).toMatch(/^\d+[MG]i$/)
    }
    expect(readFileSync(join(root, 'infra/docker/Dockerfile'), 'utf8')).toContain('USER node')
  })

  test('have each Deployment found by its Service and kept up by its budget', () => {
    for (const { metadata, spec } of deployments) {
      const { labels } = pods.find(({ name }) => name === metadata.name) ?? {}
      const service = ofKind('Service').find((one) => one.metadata.name === metadata.name)
      const budget = ofKind('PodDisruptionBudget').find((one) => one.metadata.name === metadata.name)
      expect(spec.selector.matchLabels).toEqual(labels)
      expect(service?.spec.selector).toEqual(labels)
      expect(service?.spec.ports).toMatchObject([{ port: 4800, targetPort: 'http' }])
      expect(budget?.spec.selector.matchLabels).toEqual(labels)
      expect(budget?.spec.minAvailable).toBeLessThan(spec.replicas)
    }
  })

  test('let the console find the others by the names of their Services', () => {
    const { container } = pods.find(({ name }) => name === 'console') ?? {}
    const addresses = container?.env.flatMap(({ name, value }) =>
      name.endsWith('_URL') && value ? [value] : [],
    )
    const owners = serviceNames.filter((name) => name !== 'console')
    expect(addresses).toEqual(owners.map((name) => `http://${name}:4800`))
  })

  test('close the network in both directions before they open it, for pods that there are', () => {
    const [first, ...others] = ofKind('NetworkPolicy')
    expect(first?.spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'recallwire' } },
      policyTypes: ['Ingress', 'Egress'],
    })
    for (const { labels } of pods) expect(labels['app.kubernetes.io/part-of']).toBe('recallwire')
    for (const { metadata, spec } of others) {
      const name = spec.podSelector.matchLabels?.['app.kubernetes.io/name']
      if (name !== undefined)
        expect([metadata.name, pods.map((pod) => pod.name)]).toEqual([
          metadata.name,
          expect.arrayContaining([name]),
        ])
    }
    const named = [...manifestText.matchAll(/values: \[([^\]]+)\]/g)].flatMap(([, list = '']) =>
      list.split(', '),
    )
    expect(new Set(named)).toEqual(new Set(serviceNames.filter((name) => name !== 'console')))
  })

  test('give a pod that leaves the time that a process may take to stop', () => {
    // Listener, watch, relay, the service, its mail, the back end: each is given ten seconds.
    const mayTakeSeconds = 6 * 10
    for (const { metadata, spec } of deployments) {
      const { terminationGracePeriodSeconds = 0, containers } = spec.template.spec
      const waits = containers[0]?.lifecycle?.preStop.sleep.seconds ?? 0
      expect(terminationGracePeriodSeconds - waits, metadata.name).toBeGreaterThanOrEqual(mayTakeSeconds)
    }
  })

  test('are all listed', () => {
    expect(readKustomization('base').resources.toSorted()).toEqual(baseFiles.toSorted())
  })
})
