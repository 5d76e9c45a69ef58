import type { Problem } from './outcome.ts'

/** A problem as lines: what, what to do, each field at fault, and the reference to quote. */
export function renderProblem(problem: Problem): string {
  const { title, status, detail, errors = [], instance } = problem
  const width = Math.max(0, ...errors.map(({ pointer }) => pointer.length))
  return [
    status === undefined ? title : `${title} (${status})`,
    ...(detail === undefined ? [] : [detail]),
    ...errors.map((error) => `  ${(error.pointer || '/').padEnd(width)}  ${error.detail}`),
    ...(instance === undefined ? [] : [`Reference: ${instance}`]),
  ].join('\n')
}
