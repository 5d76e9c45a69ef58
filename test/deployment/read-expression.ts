import { parser } from '@prometheus-io/lezer-promql'

export type Selector = {
  readonly metric: string
  /** By label: the values it is compared with. */
  readonly matchers: Readonly<Record<string, string>>
}

export type Expression = {
  readonly selectors: readonly Selector[]
  /** Labels that it groups by. */
  readonly groupedBy: readonly string[]
}

/** What a PromQL expression asks for. Throws where it is none. */
export function readExpression(text: string): Expression {
  const selectors: { metric: string; matchers: Record<string, string> }[] = []
  const groupedBy: string[] = []
  let isGrouping = false
  let label = ''
  parser.parse(text).iterate({
    enter: ({ name, type, from, to }) => {
      const word = text.slice(from, to)
      if (type.isError) throw new Error(`not PromQL at ${from}: ${text}`)
      if (name === 'VectorSelector') selectors.push({ metric: '', matchers: {} })
      else if (name === 'GroupingLabels') isGrouping = true
      const selector = selectors.at(-1)
      if (name === 'LabelName') {
        if (isGrouping) groupedBy.push(word)
        else label = word
      } else if (selector !== undefined && name === 'Identifier' && selector.metric === '')
        selector.metric = word
      else if (selector !== undefined && name === 'StringLiteral' && label !== '') {
        selector.matchers[label] = word.slice(1, -1)
        label = ''
      }
    },
    leave: ({ name }) => {
      if (name === 'GroupingLabels') isGrouping = false
    },
  })
  return { selectors, groupedBy }
}
