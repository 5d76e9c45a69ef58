import { z } from 'zod'

/** Why something did not happen, in the shape of RFC 9457: the API's own answer, or one made here. */
export const problemSchema = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.int().optional(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})
export type Problem = z.output<typeof problemSchema>

export type Failure = {
  readonly kind: 'refused' | 'usage' | 'unreachable' | 'not-allowed'
  readonly problem: Problem
}

/** What one step came to. */
export type Answer<Value> = { readonly kind: 'ok'; readonly value: Value } | Failure

/** What a command came to: `value` is what `--json` prints, `text` what a person reads. */
export type Done = {
  readonly kind: 'done'
  readonly value: unknown
  readonly text: string
  /** Where the end is not plainly good: a bundle that was read well and found tampered with. */
  readonly exitCode?: number
}
export type Outcome = Done | Failure

export const done = (value: unknown, text: string): Done => ({ kind: 'done', value, text })

/** A failure of this side. `title` says what is wrong, `detail` what to do. */
export const failure = (kind: Failure['kind'], title: string, detail: string): Failure => ({
  kind,
  problem: { type: `urn:recallwire:problem:cli-${kind}`, title, detail },
})
