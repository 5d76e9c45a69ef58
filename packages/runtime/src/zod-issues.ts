import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** RFC 6901: `~` and `/` inside a key are escaped; the whole value is the empty pointer. */
const jsonPointer = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Each issue as a pointer and plain words; unknown keys and failed unions are taken apart to the field at fault. */
export const describeIssues = (
  issues: readonly Issue[],
  input: unknown,
): readonly { readonly pointer: string; readonly detail: string }[] =>
  issues.flatMap((issue) => describe(issue, [], input))

const describe = (
  issue: Issue,
  parents: Path,
  input: unknown,
): readonly { readonly pointer: string; readonly detail: string }[] => {
  const path = [...parents, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: jsonPointer([...path, key]),
      detail: 'This field is not known here; remove it or correct its name.',
    }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearestBranch(issue.errors).flatMap((inner) => describe(inner, path, input))
  }
  if (valueAt(input, path) === undefined)
    return [{ pointer: jsonPointer(path), detail: 'This field is required.' }]
  return [{ pointer: jsonPointer(path), detail: issue.message }]
}

/** The branch of a union that failed least is most likely the one the caller meant. */
const nearestBranch = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  branches.reduce((nearest, branch) => (branch.length < nearest.length ? branch : nearest))

const valueAt = (value: unknown, path: Path): unknown => {
  let current = value
  for (const part of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) return undefined
    current = Reflect.get(current, part)
  }
  return current
}
