/** A signed-in person of the console. The token itself is only in the cookie; here is its SHA-256. */
export type Session = {
  readonly tokenHash: string
  readonly organisationId: string
  readonly personId: string
  readonly role: string
  /** Bound into every form of the session. */
  readonly formToken: string
  readonly signedInAt: string
  readonly seenAt: string
}

/** Written by the console. */
export interface SessionStore {
  put(session: Session): Promise<void>
  get(tokenHash: string): Promise<Session | undefined>
  /** Moves the idle clock. */
  seen(tokenHash: string, at: string): Promise<void>
  end(tokenHash: string): Promise<void>
  endAllOf(personId: string): Promise<void>
}
