import type { z } from 'zod'
import { describeIssues } from './zod-issues.ts'

/** One field at fault: `pointer` is a JSON pointer (RFC 6901) into the part of the request the problem's title names. */
export type FieldProblem = { readonly pointer: string; readonly detail: string }

/** An error answer as RFC 9457 describes it; sent as `application/problem+json`. */
export type Problem = {
  /** Stable name of the kind of problem: `urn:recallwire:problem:…`. */
  readonly type: string
  readonly title: string
  readonly status: number
  /** What happened and what to do, in plain words. */
  readonly detail?: string
  /** The reference a caller can quote; the server fills it in (`urn:uuid:` and the request's id). */
  readonly instance?: string
  readonly errors?: readonly FieldProblem[]
}

/** What a handler returns instead of an answer. */
export type ProblemReply = { readonly problem: Problem; readonly headers?: Readonly<Record<string, string>> }

export type ProblemOptions = {
  /** Last part of the type; by default made from the title. */
  readonly kind?: string
  readonly detail?: string
  readonly errors?: readonly FieldProblem[]
  readonly headers?: Readonly<Record<string, string>>
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** An error as a value for a handler to return: `return problem(404, 'No such recall')`. */
export const problem = (status: number, title: string, options: ProblemOptions = {}): ProblemReply => ({
  problem: {
    type: `urn:recallwire:problem:${options.kind ?? slug(title)}`,
    title,
    status,
    ...(options.detail === undefined ? {} : { detail: options.detail }),
    ...(options.errors === undefined ? {} : { errors: options.errors }),
  },
  ...(options.headers === undefined ? {} : { headers: options.headers }),
})

/** The part of a request that was checked. */
export type CheckedPart = 'body' | 'query' | 'path'

/** 400 naming every field at fault. `input` is the value that was checked; it tells a missing field from a wrong one. */
export const problemOfZod = (error: z.ZodError, input: unknown, part: CheckedPart = 'body'): ProblemReply =>
  problem(400, `The ${part} is not acceptable`, {
    kind: `${part}-invalid`,
    detail: 'Nothing was stored. Correct the fields named in "errors" and send the request again.',
    errors: describeIssues(error.issues, input),
  })

export const problemContentType = 'application/problem+json'
