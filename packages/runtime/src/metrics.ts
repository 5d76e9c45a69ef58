import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type Description<Label extends string> = {
  readonly name: string
  readonly help: string
  readonly labels?: readonly Label[]
}

/** The figures of one process. Asking twice for a name gives the same figure, so parts that share a process can share one. */
export interface Metrics {
  counter<Label extends string = never>(description: Description<Label>): Counter<Label>
  gauge<Label extends string = never>(description: Description<Label>): Gauge<Label>
  /** `buckets` in the unit the name ends in, e.g. `_seconds`. */
  histogram<Label extends string = never>(
    description: Description<Label> & { readonly buckets: readonly number[] },
  ): Histogram<Label>
  /** Text in the Prometheus exposition format. */
  render(): Promise<string>
  readonly contentType: string
}

/** Its own registry, never the library's global one. `processMetrics` adds memory, CPU and event-loop figures. */
export const createMetrics = (options: { readonly processMetrics?: boolean } = {}): Metrics => {
  const registry = new Registry()
  if (options.processMetrics === true) collectDefaultMetrics({ register: registry })
  const settings = <Label extends string>(description: Description<Label>) => ({
    name: description.name,
    help: description.help,
    labelNames: description.labels ?? [],
    registers: [registry],
  })
  return {
    counter: (description) => {
      const known = registry.getSingleMetric(description.name)
      return known instanceof Counter ? known : new Counter(settings(description))
    },
    gauge: (description) => {
      const known = registry.getSingleMetric(description.name)
      return known instanceof Gauge ? known : new Gauge(settings(description))
    },
    histogram: (description) => {
      const known = registry.getSingleMetric(description.name)
      return known instanceof Histogram
        ? known
        : new Histogram({ ...settings(description), buckets: [...description.buckets] })
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
