import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'

export type LookedAt =
  | { readonly kind: 'looked'; readonly version: number | undefined }
  | { readonly kind: 'refused'; readonly reply: ProblemReply }

/** The version a person read, from If-Match (`"3"`) or from the body; both must say the same. */
export function versionLookedAt(
  ifMatch: string | readonly string[] | undefined,
  expectedVersion: number | undefined,
): LookedAt {
  const [, digits] = typeof ifMatch === 'string' ? (/^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch) ?? []) : []
  if (ifMatch !== undefined && digits === undefined) {
    const detail = 'Send the version you looked at, such as If-Match: "1".'
    return { kind: 'refused', reply: problem(400, 'The If-Match header is not usable', { detail }) }
  }
  const named = digits === undefined ? undefined : Number(digits)
  if (named !== undefined && expectedVersion !== undefined && named !== expectedVersion) {
    const detail = `says ${expectedVersion}, the header If-Match says ${named}`
    const errors = [{ pointer: '/expectedVersion', detail }]
    return { kind: 'refused', reply: problem(400, 'The request contradicts itself', { errors }) }
  }
  return { kind: 'looked', version: named ?? expectedVersion }
}
