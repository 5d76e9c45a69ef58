/** How a due time came about: business days counted from a local date. */
export type DueRule = { readonly businessDays: number; readonly from: string }

/** What the words of `dueAt` say at the end of a rule; undefined for other words. */
export function readDueRule(rule: string): DueRule | undefined {
  const [, days, from] = /(\d+) business days? after (\d{4}-\d{2}-\d{2}), \d{2}:\d{2} \S+$/.exec(rule) ?? []
  return days === undefined || from === undefined ? undefined : { businessDays: Number(days), from }
}
