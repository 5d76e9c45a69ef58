import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf } from '@recallwire/domain/access/role-table.ts'
import { renderErrorPage } from '@recallwire/html/error-page.ts'
import type { HiddenValues } from '@recallwire/html/forms.ts'
import type { Html } from '@recallwire/html/html.ts'
import { renderPage } from '@recallwire/html/page.ts'
import type { Session } from '@recallwire/ports/session-store.ts'
import type { PageReply, RedirectReply } from '@recallwire/runtime/route.ts'
import { type ApiClient, createApiClient } from '../api/api-client.ts'
import type { ApiProblem } from '../api/transport.ts'
import type { ConsoleDeps } from '../console-deps.ts'
import { roleWords } from '../words/words.ts'
import { type FlashCode, flashOf } from './flash.ts'
import { navigationOf } from './navigation.ts'

export type PageContent = {
  readonly title: string
  readonly body: Html
  readonly status?: number | undefined
  readonly notice?: string | undefined
  /** Only for a page without forms: a reload would throw away what was typed. */
  readonly refreshSeconds?: number | undefined
  /** Replace the listener's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** One signed-in person asking for one page. */
export interface Visit {
  readonly actor: Actor
  readonly personName: string
  readonly organisationName: string
  readonly api: ApiClient
  /** Business time at the start of the request. */
  readonly now: string
  may(action: Action): boolean
  /** The name behind an actor's `by`, where it is a person's. */
  nameOf(by: string): Promise<string>
  page(content: PageContent): PageReply
  /** A refusal of the API as a page with the person's own navigation. */
  refusal(problem: ApiProblem): PageReply
  /** Back to a page after a form did its work, so that a reload does not do it again. */
  leadTo(path: string, flash?: FlashCode): RedirectReply
  /** What every form that changes something carries: the session's token and a key of its own. */
  hidden(): HiddenValues
}

export type VisitRequest = { readonly actor: Actor; readonly signal: AbortSignal }

/** Reads the names that the page shows. `path` is the route's own, for the navigation. */
export async function openVisit(
  deps: ConsoleDeps,
  assets: string,
  session: Session,
  request: VisitRequest,
  path: string,
): Promise<Visit> {
  const { actor } = request
  const { people, organisations } = deps.backEnd.directory
  const [person, organisation] = await Promise.all([
    people.get(session.personId),
    organisations.get(session.organisationId),
  ])
  const personName = person?.document.name ?? 'Unknown person'
  const organisationName = organisation?.document.name ?? 'unknown organisation'
  const frame = {
    lang: 'en',
    assets,
    navigation: navigationOf(deps, actor, path),
    identity: { name: personName, organisation: organisationName, role: roleWords[actor.role] },
    signOutToken: session.formToken,
    environmentBanner: deps.environmentBanner,
  }
  return {
    actor,
    personName,
    organisationName,
    api: createApiClient(deps, actor, request.signal),
    now: deps.clock.now(),
    may: (action) => reachOf(actor, action) !== undefined,
    nameOf: async (by) => (await people.get(by))?.document.name ?? 'someone who is no longer listed',
    page: ({ status, notice, headers, ...content }) => ({
      status: status ?? 200,
      html: renderPage({ ...frame, ...content, notice: flashOf(notice) }),
      ...(headers === undefined ? {} : { headers }),
    }),
    refusal: (problem) => ({
      status: problem.status,
      html: renderErrorPage({ ...frame, ...shownProblem(problem) }),
    }),
    leadTo: (location, flash) => ({
      status: 303,
      location:
        flash === undefined ? location : `${location}${location.includes('?') ? '&' : '?'}notice=${flash}`,
    }),
    hidden: () => ({
      token: session.formToken,
      key: Buffer.from(deps.random(16)).toString('base64url'),
    }),
  }
}

const shownProblem = ({ status, title, detail, instance, errors }: ApiProblem) => ({
  status,
  title,
  detail,
  reference: instance?.replace('urn:uuid:', ''),
  errors: errors?.map((error) => ({ pointer: error.pointer, message: error.detail })),
})
