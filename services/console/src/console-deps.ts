import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { HttpServer } from '@recallwire/runtime/http-server.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { Gateway } from './gateway/gateway.ts'

/** One letter of the demonstration's mailbox; `at` is ISO 8601 in UTC. */
export type MailboxEntry = {
  readonly letterId: string
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly at: string
}

export type MailboxLetter = {
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly text: string
  /** As the letter carries it, not sanitised. */
  readonly html: string
  readonly enclosures: readonly {
    readonly fileName: string
    readonly mediaType: string
    readonly bytes: Uint8Array
  }[]
}

/** The letters of an installation that writes them to a folder instead of sending them. */
export interface Mailbox {
  list(): Promise<readonly MailboxEntry[]>
  read(letterId: string): Promise<MailboxLetter | undefined>
}

/** What the console is given. It keeps sessions and reads names; all else it asks of the HTTP API. */
export type ConsoleDeps = {
  readonly backEnd: Pick<BackEnd, 'sessions' | 'directory'>
  readonly http: HttpServer<Actor>
  /** Business time: what is overdue. */
  readonly clock: Clock
  /** Real time in UTC: how long a session lasts, never simulated. */
  readonly realNow: () => string
  readonly random: (bytes: number) => Uint8Array
  /** The organisation under which the installation itself acts. */
  readonly installationId: string
  /** At least 32 bytes, shared with the owners of the API: lets the console act for whoever is signed in. */
  readonly forwardedSecret: Uint8Array
  /** Where a route of the HTTP API answers: addresses in the order in which they are tried. */
  readonly apiUrls: (method: string, path: string) => readonly string[]
  readonly fetch: typeof fetch
  /** The address people use; over https the cookie is bound to this host. */
  readonly publicUrl: string
  /** Says on every page that this is no production system. */
  readonly environmentBanner?: string | undefined
  /** Whether business time is simulated and can be moved by whoever is signed in. */
  readonly simulatedClock?: boolean | undefined
  /** Where other processes own the API: everything of it that comes to this listener is handed on to them. */
  readonly gateway?: Gateway | undefined
  readonly mailbox?: Mailbox | undefined
  /** Who may look into the mailbox: operators, or in a demonstration everyone who is signed in. */
  readonly mailboxFor?: 'operator' | 'everyone' | undefined
  readonly logger: Logger
}
