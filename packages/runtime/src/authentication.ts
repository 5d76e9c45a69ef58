/** What an authenticator may look at. Names of headers are in lower case. */
export type CredentialRequest = {
  readonly method: string
  /** Path and query as asked. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly ip: string
}

export type Authentication<Actor> =
  | { readonly kind: 'known'; readonly actor: Actor }
  /** `reason` is for the log and the caller, without the credential. A page may name where to sign in. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly signInLocation?: string }

/** Turns a request's credential into the actor behind it. Throws only operational errors. */
export type Authenticator<Actor> = (request: CredentialRequest) => Promise<Authentication<Actor>>
