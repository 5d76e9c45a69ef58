import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeInstallation } from '@recallwire/infra-embedded/compose.ts'
import { embeddedConfigSchema } from '@recallwire/infra-embedded/config.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { createLifecycle } from '@recallwire/runtime/lifecycle.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root, serviceNames } from './programs.ts'
import { type Expression, readExpression } from './read-expression.ts'

const folder = join(root, 'infra/observability')
const readText = (path: string) => readFileSync(join(folder, path), 'utf8')

const alertSchema = z.strictObject({
  alert: z.string().regex(/^Recallwire[A-Z]\w+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[ms]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
  annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
})
const rules = z
  .strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(alertSchema) })) })
  .parse(parse(readText('prometheus/rules.yml')))
const alerts = rules.groups.flatMap((group) => group.rules)

const panelSchema = z.object({
  title: z.string(),
  gridPos: z.object({ x: z.number(), w: z.number() }),
  targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
})
const dashboard = z
  .object({ uid: z.literal('recallwire'), panels: z.array(panelSchema) })
  .parse(JSON.parse(readText('grafana/recallwire.json')))
const panels = dashboard.panels.filter(({ targets }) => targets.length > 0)

const expressions: readonly (readonly [string, Expression])[] = [
  ...alerts.map(({ alert, expr }) => [alert, readExpression(expr)] as const),
  ...panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [title, readExpression(expr)] as const),
  ),
]

/** The figures that an installation answers before anything happened in it, by name, with their kind. */
async function askMetrics(): Promise<ReadonlyMap<string, string>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'recallwire-metrics-'))
  const lifecycle = createLifecycle()
  try {
    const { baseUrl } = await composeInstallation(
      {
        dataFolder,
        port: 0,
        host: '127.0.0.1',
        config: embeddedConfigSchema.parse({}),
        aws: { region: undefined, endpoint: undefined },
        clock: systemClock,
        realNow: systemClock.now,
        random: randomBytes,
        logger: createLogger({ level: 'silent' }),
        environmentBanner: undefined,
        alone: true,
      },
      lifecycle,
    )
    const text = await (await fetch(`${baseUrl}/metrics`)).text()
    const kinds = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)]
    return new Map(kinds.map(([, name = '', kind = '']) => [name, kind]))
  } finally {
    await lifecycle.stop()
    rmSync(dataFolder, { recursive: true })
  }
}

/** The labels that a figure of our own has, as the code that makes it says. */
const source = ['packages', 'services']
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(root, room, path),
    ),
  )
  .filter((path) => path.endsWith('.ts') && !/node_modules|\.test/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')
function labelsOf(metric: string): readonly string[] {
  const [, labels = ''] = new RegExp(`name: '${metric}',[^{}]*?labels: \\[([^\\]]*)\\]`).exec(source) ?? []
  return [...labels.matchAll(/'(\w+)'/g)].map(([, label = '']) => label)
}

/** What Prometheus adds to every figure, and what a histogram's parts are told apart by. */
const addedLabels = ['job', 'instance', 'le']

describe('what watches an installation', () => {
  let kinds: ReadonlyMap<string, string>
  const familyOf = (metric: string) => {
    const base = metric.replace(/_(bucket|sum|count)$/, '')
    return kinds.get(base) === 'histogram' ? base : metric
  }
  beforeAll(async () => {
    kinds = await askMetrics()
  })

  test('asks for figures that there are from the first minute on', () => {
    expect(expressions.length).toBeGreaterThan(40)
    for (const [where, { selectors }] of expressions) {
      expect([where, selectors.length]).not.toEqual([where, 0])
      for (const { metric } of selectors.filter((one) => one.metric !== 'up'))
        expect([where, metric, kinds.has(familyOf(metric))]).toEqual([where, metric, true])
    }
  })

  test('tells them apart by labels and values that they have', () => {
    for (const [where, { selectors, groupedBy }] of expressions) {
      const known = [...addedLabels, ...selectors.flatMap(({ metric }) => labelsOf(familyOf(metric)))]
      const used = [...groupedBy, ...selectors.flatMap(({ matchers }) => Object.keys(matchers))]
      expect([where, used.filter((label) => !known.includes(label))]).toEqual([where, []])
      for (const { matchers } of selectors) {
        if (matchers.job !== undefined) expect(matchers.job.split('|')).toEqual(serviceNames)
        const kindsOf = matchers.kind?.split('|') ?? []
        expect(kindsOf.filter((kind) => !source.includes(`'${kind}'`))).toEqual([])
      }
    }
  })

  test('takes a rate of what only grows, and a value of what moves both ways', () => {
    for (const text of [
      ...alerts.map(({ expr }) => expr),
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ]) {
      for (const [, metric = ''] of text.matchAll(/\b(?:rate|increase)\((\w+)/g))
        expect([text, kinds.get(familyOf(metric))]).not.toEqual([text, 'gauge'])
      for (const [, metric = ''] of text.matchAll(/\b(?:max|deriv)\((recallwire_\w+)/g))
        expect([text, kinds.get(metric)]).toEqual([text, 'gauge'])
    }
  })

  test('wakes somebody for each figure that the runbook wakes somebody for, and says where to read on', () => {
    const runbook = readFileSync(join(root, 'infra/runbook.md'), 'utf8')
    const waking = [...runbook.matchAll(/^\| `(recallwire_\w+)`[^|]*\| (?:is|grows)/gm)].map(
      ([, name]) => name,
    )
    expect(waking.length).toBeGreaterThan(10)
    const watched = new Set(
      alerts.flatMap(({ expr }) => readExpression(expr).selectors.map(({ metric }) => metric)),
    )
    expect(waking.filter((name = '') => !watched.has(name))).toEqual([])
    const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(
      ([, heading = '']) =>
        `infra/runbook.md#${heading
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-')}`,
    )
    for (const { alert, annotations } of alerts)
      expect([alert, annotations.runbook]).toEqual([alert, expect.toBeOneOf(anchors)])
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  })

  test('shows every figure of our own somewhere', () => {
    const shown = new Set(
      expressions.flatMap(([, { selectors }]) => selectors.map(({ metric }) => familyOf(metric))),
    )
    const ours = [...kinds.keys()].filter((name) => name.startsWith('recallwire_'))
    expect(ours.filter((name) => !shown.has(name))).toEqual([])
  })

  test('lays the panels out within the page', () => {
    for (const { title, gridPos } of dashboard.panels)
      expect([title, gridPos.x + gridPos.w <= 24]).toEqual([title, true])
  })

  test('finds each service of the compose file under the name that the rules go by', () => {
    const { scrape_configs } = z
      .object({
        scrape_configs: z.array(
          z.object({
            job_name: z.string(),
            dns_sd_configs: z.array(z.object({ names: z.array(z.string()), port: z.literal(4800) })),
          }),
        ),
      })
      .parse(parse(readText('prometheus/prometheus.yml')))
    const jobs = scrape_configs.map(({ job_name, dns_sd_configs }) => [job_name, dns_sd_configs[0]?.names])
    expect(jobs).toEqual(serviceNames.map((name) => [name, [name]]))
  })
})
