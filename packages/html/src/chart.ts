import { type Html, html } from './html.ts'

/** One line of a step chart: a value holds from its time until the next point's. Points in order of time. */
export type Series = {
  readonly name: string
  readonly points: readonly { readonly at: Date; readonly value: number }[]
}

export type StepChart = {
  /** Unique in the page; links title and description to the picture. */
  readonly id: string
  readonly title: string
  /** What the picture shows, in a sentence, for a reader who does not see it. */
  readonly description: string
  readonly series: readonly Series[]
  readonly from: Date
  readonly until: Date
}

const width = 720
const plot = { left: 56, right: 16, height: 200 }
const legendRow = 22
// Colours of at least 4.5:1 on white; the dashes keep the lines apart without colour.
const strokes: readonly { readonly colour: string; readonly dash: string }[] = [
  { colour: '#005ea2', dash: 'none' },
  { colour: '#b50909', dash: '8 4' },
  { colour: '#00664f', dash: '2 3' },
  { colour: '#6b4caf', dash: '12 3 2 3' },
  { colour: '#8a4b00', dash: '5 2' },
]

/**
 * Counts over time as steps, because a count does not slope between two facts. Times are in UTC. The legend above the
 * plot names each line with its last value. The same input gives the same text.
 */
export function renderStepChart(chart: StepChart): Html {
  const top = chart.series.length * legendRow + 12
  const span = Math.max(1, chart.until.getTime() - chart.from.getTime())
  const ceiling = niceCeiling(
    Math.max(0, ...chart.series.flatMap(({ points }) => points.map(({ value }) => value))),
  )
  const x = (time: number) =>
    rounded(plot.left + ((time - chart.from.getTime()) / span) * (width - plot.left - plot.right))
  const y = (value: number) => rounded(top + plot.height - (value / ceiling) * plot.height)
  const lines = chart.series.map((series, index) => {
    const { colour, dash } = strokeOf(index)
    const path = stepPath(series, chart, x, y)
    return html`<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>\n`
  })
  return renderFigure(
    chart,
    top + plot.height + 36,
    html`${renderLegend(chart)}${renderValueGrid(ceiling, y)}${renderTimeTicks(chart, x, y(0))}${lines}`,
  )
}

export type BarChart = {
  readonly id: string
  readonly title: string
  readonly description: string
  /** From top to bottom; a funnel when each is part of the one above. */
  readonly bars: readonly { readonly label: string; readonly value: number }[]
}

/** Horizontal bars with their figures written beside them, all measured against the largest. */
export function renderBarChart(chart: BarChart): Html {
  const labelWidth = 200
  const figureWidth = 90
  const rowHeight = 36
  const largest = Math.max(1, ...chart.bars.map(({ value }) => value))
  const rows = chart.bars.map(({ label, value }, index) => {
    const length = rounded((value / largest) * (width - labelWidth - figureWidth))
    const middle = index * rowHeight + 26
    return html`<text x="${labelWidth - 12}" y="${middle}" text-anchor="end">${label}</text>
<rect x="${labelWidth}" y="${middle - 18}" width="${length}" height="26" fill="#005ea2"/>
<text x="${labelWidth + length + 8}" y="${middle}" font-weight="bold">${value}</text>
`
  })
  return renderFigure(chart, chart.bars.length * rowHeight + 12, html`${rows}`)
}

type Figure = { readonly id: string; readonly title: string; readonly description: string }

function renderFigure(figure: Figure, height: number, content: Html): Html {
  return html`<svg class="recallwire-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${figure.id}-title ${figure.id}-description" font-family="Public Sans Web, Helvetica, Arial, sans-serif" font-size="15" fill="#1b1b1b">
<title id="${figure.id}-title">${figure.title}</title>
<desc id="${figure.id}-description">${figure.description}</desc>
${content}</svg>
`
}

function renderLegend(chart: StepChart): Html {
  const rows = chart.series.map((series, index) => {
    const { colour, dash } = strokeOf(index)
    const middle = index * legendRow + 12
    return html`<path d="M${plot.left} ${middle}h40" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>
<text x="${plot.left + 50}" y="${middle + 5}">${series.name}: ${valueAt(series, chart.until)}</text>
`
  })
  return html`${rows}`
}

function renderValueGrid(ceiling: number, y: (value: number) => number): Html {
  const lines = [0, ceiling / 2, ceiling].map(
    (value) => html`<path d="M${plot.left} ${y(value)}H${width - plot.right}" stroke="#dfe1e2"/>
<text x="${plot.left - 8}" y="${y(value) + 5}" text-anchor="end">${value}</text>
`,
  )
  return html`${lines}`
}

function renderTimeTicks(chart: StepChart, x: (time: number) => number, baseline: number): Html {
  const from = chart.from.getTime()
  const span = chart.until.getTime() - from
  const ticks = [0, 1, 2, 3, 4].map((quarter) => {
    const time = from + (span * quarter) / 4
    const anchor = quarter === 0 ? 'start' : quarter === 4 ? 'end' : 'middle'
    return html`<text x="${x(time)}" y="${baseline + 24}" text-anchor="${anchor}">${tickLabel(time, span)}</text>\n`
  })
  return html`${ticks}`
}

function stepPath(
  series: Series,
  chart: StepChart,
  x: (time: number) => number,
  y: (value: number) => number,
): string {
  const from = chart.from.getTime()
  const until = chart.until.getTime()
  const inside = series.points.filter(({ at }) => at.getTime() > from && at.getTime() <= until)
  const steps = inside.map(({ at, value }) => `H${x(at.getTime())}V${y(value)}`)
  return `M${x(from)} ${y(valueAt(series, chart.from))}${steps.join('')}H${x(until)}`
}

function valueAt(series: Series, time: Date): number {
  return series.points.filter(({ at }) => at.getTime() <= time.getTime()).at(-1)?.value ?? 0
}

/** Within two days the hour matters, beyond it the day. */
function tickLabel(time: number, span: number): string {
  const text = new Date(time).toISOString()
  const shortSpan = 2 * 24 * 60 * 60 * 1000
  return span <= shortSpan ? `${text.slice(5, 10)} ${text.slice(11, 16)}Z` : text.slice(0, 10)
}

/** The least of 2, 4, 10 times a power of ten that holds the value, so that half of it is a whole number. */
function niceCeiling(value: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [2, 4, 10]) if (step * power >= value) return step * power
  }
}

function strokeOf(index: number): { readonly colour: string; readonly dash: string } {
  return strokes[index % strokes.length] ?? { colour: '#1b1b1b', dash: 'none' }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
