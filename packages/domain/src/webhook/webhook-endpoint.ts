import { z } from 'zod'
import { idSchema } from '../text.ts'
import { addMs, type Instant, instantSchema } from '../time.ts'

/**
 * An address of a facility's own system (its CMMS, say) that is told of letters as they are decided on. It carries news beside the
 * mail and never instead of it: nothing that an endpoint answers settles a duty. No secret is stored; see `secretVersion`.
 */
export const webhookEndpointSchema = z.strictObject({
  endpointId: idSchema,
  organisationId: idSchema,
  facilityId: idSchema,
  url: z.string(),
  /** Only a verified one is told anything of a recall. */
  state: z.enum(['registered', 'verified', 'disabled', 'removed']),
  /** From it and the installation's own secret the secret of the endpoint derives; the one before signs on for a day. */
  secretVersion: z.int().min(1),
  rotatedAt: instantSchema.optional(),
  createdAt: instantSchema,
  verifiedAt: instantSchema.optional(),
  /** Since when (real time) no call has succeeded. */
  failingSince: instantSchema.optional(),
  disabledBecause: z.string().optional(),
})
export type WebhookEndpoint = z.infer<typeof webhookEndpointSchema>

const at = instantSchema
/** What happened to an endpoint that the ledger has to know; its address is not for the ledger. */
export const endpointEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('EndpointRegistered'), at }),
  z.strictObject({ kind: z.literal('EndpointVerified'), at }),
  z.strictObject({ kind: z.literal('SecretRotated'), at, secretVersion: z.int() }),
  z.strictObject({ kind: z.literal('EndpointDisabled'), at, because: z.string() }),
  z.strictObject({ kind: z.literal('EndpointRemoved'), at }),
])
export type EndpointEvent = z.infer<typeof endpointEventSchema>

export type EndpointCommand =
  | ({ readonly kind: 'Register' } & Pick<
      WebhookEndpoint,
      'endpointId' | 'organisationId' | 'facilityId' | 'url'
    >)
  /** It answered the challenge. One that was disabled is taken up again by it. */
  | { readonly kind: 'Verify' }
  | { readonly kind: 'Rotate' }
  | { readonly kind: 'Remove' }
  | { readonly kind: 'NoteSuccess' }
  /** `gone`: it answered 410, by which a receiver asks for no more. */
  | { readonly kind: 'NoteFailure'; readonly gone: boolean }

export type EndpointDecision =
  | { readonly kind: 'changed'; readonly next: WebhookEndpoint; readonly events: readonly EndpointEvent[] }
  | { readonly kind: 'nothing' }

/** An endpoint that takes nothing for so long is told nothing more, until a person has it verified again. */
const disabledAfterMs = 5 * 86_400_000
/** How long the secret before the newest signs as well, so that a receiver can change over without losing a message. */
const oldSecretSignsMs = 86_400_000

const nothing: EndpointDecision = { kind: 'nothing' }

/** The one door to an endpoint. Times are real: the receivers' clocks are. */
export function decideEndpoint(
  on: WebhookEndpoint | undefined,
  command: EndpointCommand,
  now: Instant,
): EndpointDecision {
  if (command.kind === 'Register') {
    const { kind: _kind, ...ids } = command
    if (on !== undefined) return nothing
    const next = { ...ids, state: 'registered', secretVersion: 1, createdAt: now } as const
    return { kind: 'changed', next, events: [{ kind: 'EndpointRegistered', at: now }] }
  }
  if (on === undefined || on.state === 'removed') return nothing
  const { failingSince, disabledBecause: _because, ...rest } = on
  switch (command.kind) {
    case 'Verify':
      if (on.state === 'verified') return nothing
      return changed({ ...rest, state: 'verified', verifiedAt: now }, { kind: 'EndpointVerified', at: now })
    case 'Rotate': {
      const secretVersion = on.secretVersion + 1
      return changed(
        { ...on, secretVersion, rotatedAt: now },
        { kind: 'SecretRotated', at: now, secretVersion },
      )
    }
    case 'Remove':
      return changed({ ...on, state: 'removed' }, { kind: 'EndpointRemoved', at: now })
    case 'NoteSuccess':
      return failingSince === undefined ? nothing : { kind: 'changed', next: rest, events: [] }
    case 'NoteFailure': {
      if (on.state !== 'verified') return nothing
      if (command.gone) return disabled(on, 'it answered that it is gone (410)', now)
      if (failingSince === undefined)
        return { kind: 'changed', next: { ...on, failingSince: now }, events: [] }
      return addMs(failingSince, disabledAfterMs) <= now
        ? disabled(on, 'no call has succeeded for five days', now)
        : nothing
    }
    default:
      return command satisfies never
  }
}

/** Versions of the secret that sign now, the newest first. */
export const signingVersions = (
  { secretVersion, rotatedAt }: Pick<WebhookEndpoint, 'secretVersion' | 'rotatedAt'>,
  now: Instant,
): readonly number[] =>
  rotatedAt !== undefined && addMs(rotatedAt, oldSecretSignsMs) > now
    ? [secretVersion, secretVersion - 1]
    : [secretVersion]

const changed = (next: WebhookEndpoint, event: EndpointEvent): EndpointDecision => ({
  kind: 'changed',
  next,
  events: [event],
})

const disabled = (on: WebhookEndpoint, because: string, now: Instant): EndpointDecision =>
  changed(
    { ...on, state: 'disabled', disabledBecause: because },
    { kind: 'EndpointDisabled', at: now, because },
  )
