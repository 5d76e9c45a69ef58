import { register } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { createMetrics } from './metrics.ts'

describe('metrics', () => {
  it('are rendered from their own registry', async () => {
    const metrics = createMetrics()
    metrics.counter({ name: 'letters_total', help: 'Letters.', labels: ['kind'] }).inc({ kind: 'initial' }, 2)
    metrics.gauge({ name: 'outbox_depth', help: 'Rows.' }).set(3)
    metrics.histogram({ name: 'send_seconds', help: 'Time.', buckets: [1, 5] }).observe(2)
    const text = await metrics.render()
    expect(text).toContain('letters_total{kind="initial"} 2')
    expect(text).toContain('outbox_depth 3')
    expect(text).toContain('send_seconds_bucket{le="5"} 1')
    expect(await createMetrics().render()).not.toContain('letters_total')
    expect(await register.metrics()).not.toContain('letters_total')
  })

  it('are shared by the parts of one process that name them alike', async () => {
    const metrics = createMetrics()
    for (const _part of ['matcher', 'notifier'])
      metrics.counter({ name: 'faults_total', help: 'Faults.' }).inc()
    expect(await metrics.render()).toContain('faults_total 2')
  })

  it('refuse one name for two kinds of figure', () => {
    const metrics = createMetrics()
    metrics.counter({ name: 'depth', help: 'Rows.' })
    expect(() => metrics.gauge({ name: 'depth', help: 'Rows.' })).toThrow(/depth/)
  })

  it('describe the process on request', async () => {
    expect(await createMetrics({ processMetrics: true }).render()).toContain('process_cpu_seconds_total')
  })
})
