import { describe, expect, test } from 'vitest'
import { renderBarChart, renderStepChart, type StepChart } from './chart.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 4, 1, hour))

const progress: StepChart = {
  id: 'progress',
  title: 'Progress of <recall>',
  description: '12 letters accepted, 8 acknowledged.',
  from: at(0),
  until: at(40),
  series: [
    {
      name: 'Accepted',
      points: [
        { at: at(0), value: 4 },
        { at: at(20), value: 20 },
      ],
    },
    {
      name: 'Acknowledged',
      points: [
        { at: at(10), value: 8 },
        { at: at(90), value: 99 },
      ],
    },
  ],
}

describe('the step chart', () => {
  test('is one named picture without inline style', () => {
    const text = renderStepChart(progress).toString()
    expect(text).toContain('role="img" aria-labelledby="progress-title progress-description"')
    expect(text).toContain('<title id="progress-title">Progress of &lt;recall&gt;</title>')
    expect(text).not.toMatch(/style=|<style/)
  })

  test('keeps a value until the next point and begins with the last one before the window', () => {
    const path = /<path d="(M56 \d[^"]*)" fill="none"/.exec(
      renderStepChart({ ...progress, series: progress.series.slice(0, 1) }).toString(),
    )?.[1]
    // Window 56..704 wide, values 0..20 over 200 high from 34: 4 stands at 194, 20 at 34, half the time at 380.
    expect(path).toBe('M56 194H380V34H704')
  })

  test('leaves out what lies after the window', () => {
    const lines = [
      ...renderStepChart(progress)
        .toString()
        .matchAll(/<path d="(M[^"]*)" fill="none"/g),
    ].map(([, path]) => path)
    expect(lines[1]).toMatch(/H704$/)
    expect(lines[1]?.match(/V/g)).toHaveLength(1)
  })

  test('tells the lines apart by dashes and names, not by colour alone', () => {
    const text = renderStepChart(progress).toString()
    expect(text).toContain('>Accepted: 20<')
    expect(text).toContain('>Acknowledged: 8<')
    expect(new Set([...text.matchAll(/stroke-dasharray="([^"]*)"/g)].map(([, dash]) => dash)).size).toBe(2)
  })

  test('gives the same text for the same input', () => {
    expect(renderStepChart(progress).toString()).toBe(renderStepChart(progress).toString())
  })

  test('draws no broken number for an empty chart or an empty window', () => {
    expect(renderStepChart({ ...progress, series: [] }).toString()).not.toMatch(/NaN|Infinity/)
    expect(renderStepChart({ ...progress, until: progress.from }).toString()).not.toMatch(/NaN|Infinity/)
  })
})

describe('the bar chart', () => {
  test('measures bars against the largest and writes each figure', () => {
    const text = renderBarChart({
      id: 'funnel',
      title: 'Units',
      description: 'Of 200 units 50 were found.',
      bars: [
        { label: 'Affected', value: 200 },
        { label: 'Found', value: 50 },
        { label: 'Returned', value: 0 },
      ],
    }).toString()
    expect([...text.matchAll(/<rect [^>]* width="([\d.]+)"/g)].map(([, length]) => Number(length))).toEqual([
      430, 107.5, 0,
    ])
    for (const figure of ['200', '50', '0']) expect(text).toContain(`font-weight="bold">${figure}</text>`)
  })
})
