import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { root } from './programs.ts'

const folder = join(root, 'infra/kubernetes')
const labels = z.record(z.string(), z.string())
const selector = z.object({
  matchLabels: labels.optional(),
  matchExpressions: z.array(z.unknown()).optional(),
})

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) })
const reference = z.object({ name: z.string(), key: z.string() })

const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })).default([]),
  env: z
    .array(
      z.object({
        name: z.string(),
        value: z.string().optional(),
        valueFrom: z.object({ secretKeyRef: reference }).optional(),
      }),
    )
    .default([]),
  startupProbe: probe.optional(),
  readinessProbe: probe.optional(),
  livenessProbe: probe.optional(),
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }).optional(),
  resources: z.object({
    requests: z.record(z.string(), z.string()),
    limits: z.object({ memory: z.string() }),
  }),
  securityContext: z.object({
    allowPrivilegeEscalation: z.boolean(),
    readOnlyRootFilesystem: z.boolean(),
    capabilities: z.object({ drop: z.array(z.string()) }),
  }),
  volumeMounts: z
    .array(z.object({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() }))
    .default([]),
})

const podSchema = z.object({
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.number().optional(),
  securityContext: z.object({ runAsNonRoot: z.boolean(), runAsUser: z.number() }),
  containers: z.array(containerSchema).length(1),
  volumes: z
    .array(
      z.object({
        name: z.string(),
        secret: z
          .object({ secretName: z.string(), items: z.array(z.object({ key: z.string(), path: z.string() })) })
          .optional(),
      }),
    )
    .default([]),
})
const template = z.object({ metadata: z.object({ labels }), spec: podSchema })
const named = z.object({ name: z.string() })

export const manifestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('Deployment'),
    metadata: named,
    spec: z.object({ replicas: z.number(), selector, template }),
  }),
  z.object({ kind: z.literal('Job'), metadata: named, spec: z.object({ template }) }),
  z.object({
    kind: z.literal('Service'),
    metadata: named,
    spec: z.object({
      selector: labels,
      ports: z.array(z.object({ port: z.number(), targetPort: z.string() })),
    }),
  }),
  z.object({
    kind: z.literal('PodDisruptionBudget'),
    metadata: named,
    spec: z.object({ minAvailable: z.number(), selector }),
  }),
  z.object({
    kind: z.literal('NetworkPolicy'),
    metadata: named,
    spec: z.object({ podSelector: selector, policyTypes: z.array(z.enum(['Ingress', 'Egress'])) }),
  }),
])
export type Manifest = z.output<typeof manifestSchema>

const kustomizationSchema = z.object({
  resources: z.array(z.string()),
  images: z.array(z.object({ name: z.string(), newName: z.string(), newTag: z.string() })).default([]),
  configMapGenerator: z.array(z.object({ name: z.string(), literals: z.array(z.string()) })),
})

const read = (path: string) => readFileSync(join(folder, path), 'utf8')

export const readKustomization = (name: 'base' | 'example') =>
  kustomizationSchema.parse(parse(read(`${name}/kustomization.yaml`)))

/** Every file of the base beside its kustomization. */
export const baseFiles: readonly string[] = readdirSync(join(folder, 'base')).filter(
  (name) => name !== 'kustomization.yaml',
)

export const manifests: readonly Manifest[] = baseFiles.flatMap((name) =>
  parseAllDocuments(read(`base/${name}`)).map((document) => manifestSchema.parse(document.toJS())),
)

/** The settings of a config map, those of the example over those of the base. */
export function configMap(name: string): Readonly<Record<string, string>> {
  const literals = (['base', 'example'] as const).flatMap((one) =>
    readKustomization(one).configMapGenerator.flatMap((map) => (map.name === name ? map.literals : [])),
  )
  if (literals.length === 0) throw new Error(`no config map is called ${name}`)
  return Object.fromEntries(
    literals.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
  )
}

/** The manifests as text, for what is looked for anywhere. */
export const manifestText = baseFiles.map((name) => read(`base/${name}`)).join('\n')
