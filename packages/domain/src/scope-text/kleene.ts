/** Kleene's three values, for a draft. */
export type DraftTruth = 'true' | 'false' | 'unknown'

export const or = (truths: readonly DraftTruth[]): DraftTruth => {
  if (truths.includes('true')) return 'true'
  return truths.length === 0 || truths.includes('unknown') ? 'unknown' : 'false'
}

export const and = (truths: readonly DraftTruth[]): DraftTruth => {
  if (truths.includes('false')) return 'false'
  return truths.length === 0 || truths.includes('unknown') ? 'unknown' : 'true'
}

export const not = (truth: DraftTruth): DraftTruth =>
  truth === 'unknown' ? truth : truth === 'true' ? 'false' : 'true'
