import type { Actor } from '@recallwire/domain/access/actor.ts'
import { signInLinkSchema } from '@recallwire/domain/views/sign-in-view.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderPage } from '@recallwire/html/page.ts'
import { hashSecret } from '@recallwire/runtime/authenticate.ts'
import { defineRoute, type PageReply, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { PageDeps } from '../frame/page-route.ts'
import { notFromHere } from '../frame/page-route.ts'
import { findSession } from './authenticate-session.ts'
import { formSchema, readFields } from './form-fields.ts'
import { isTokenOf } from './form-token.ts'
import { endedCookie, sessionCookie, tokenHashOf } from './session-rules.ts'
import { useSignInLink } from './use-sign-in-link.ts'

const route = defineRoute<Actor>()

/**
 * Signing in by a one-time link. Opening the link changes nothing, because mail scanners open links: a button does. The
 * session's token is new at each sign-in, so that nobody can plant one beforehand.
 */
export const signInRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/sign-in',
    summary: 'Sign in with a link.',
    action: 'public',
    credential: 'none',
    answers: 'page',
    query: z.object({ link: signInLinkSchema.optional() }),
    rateLimit: { max: 60, windowMs: 60_000 },
    handle: async ({ query }) => {
      if (query.link === undefined) return publicPage(deps, 200, 'Sign in', signInHelp())
      const usable = await isUsable(deps, query.link)
      return usable
        ? publicPage(deps, 200, 'Sign in', confirmation(query.link))
        : publicPage(deps, 410, 'This sign-in link opens nothing', uselessLink())
    },
  }),
  route({
    method: 'POST',
    path: '/sign-in',
    summary: 'Use a sign-in link up.',
    action: 'public',
    credential: 'link',
    answers: 'page',
    bodyKind: 'form',
    body: z.object({ link: signInLinkSchema }),
    rateLimit: { max: 20, windowMs: 60_000 },
    handle: async ({ body, cookies, signal }) => {
      const signedIn = await useSignInLink(deps, body.link, signal)
      if (signedIn === undefined) {
        return publicPage(deps, 410, 'This sign-in link opens nothing', uselessLink())
      }
      const before = await findSession(deps, cookies)
      if (before !== undefined) await deps.backEnd.sessions.end(before.tokenHash)
      const token = Buffer.from(deps.random(32)).toString('base64url')
      const now = deps.realNow()
      const { organisationId, by, role } = signedIn.actor
      await deps.backEnd.sessions.put({
        tokenHash: tokenHashOf(token),
        organisationId,
        personId: by,
        role,
        formToken: Buffer.from(deps.random(32)).toString('base64url'),
        signedInAt: now,
        seenAt: now,
      })
      deps.logger.info('person signed in', { organisationId, role })
      return {
        status: 303,
        location: '/?notice=signed-in',
        cookies: [sessionCookie(deps.publicUrl, token, role)],
      }
    },
  }),
  route({
    method: 'POST',
    path: '/sign-out',
    summary: 'Sign out.',
    action: 'console.use',
    credential: 'session',
    answers: 'page',
    bodyKind: 'form',
    body: formSchema,
    handle: async ({ body, cookies }) => {
      const session = await findSession(deps, cookies)
      if (session !== undefined) {
        if (!isTokenOf(session, readFields(body).text('token'))) return notFromHere
        await deps.backEnd.sessions.end(session.tokenHash)
      }
      return { status: 303, location: '/sign-in', cookies: [endedCookie(deps.publicUrl)] }
    },
  }),
]

/** Looks only, by the clock that gave the link its end, so that a used link says so before anyone presses. The POST decides. */
const isUsable = async (deps: PageDeps, secret: string): Promise<boolean> => {
  const credential = await deps.backEnd.directory.credentials.bySecret(hashSecret(secret))
  if (credential?.kind !== 'sign-in-link') return false
  const { usedAt, revokedAt, expiresAt } = credential
  const over = expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(deps.clock.now())
  return usedAt === undefined && revokedAt === undefined && !over
}

const publicPage = (deps: PageDeps, status: number, title: string, body: Html): PageReply => ({
  status,
  html: renderPage({
    title,
    lang: 'en',
    body,
    assets: deps.assets,
    environmentBanner: deps.environmentBanner,
  }),
  // The address holds the secret: no other page may learn it as its referrer.
  headers: { 'referrer-policy': 'same-origin' },
})

const confirmation = (
  link: string,
): Html => html`<p class="font-sans-md line-height-sans-4 measure-6">This link signs you in once, on this device.</p>
<p>You will be signed out after 30 minutes without activity, and after 12 hours in any case.</p>
${renderForm({ action: '/sign-in', hidden: { link }, body: null, submit: 'Sign in' })}`

const uselessLink = (): Html => html`${renderAlert({
  tone: 'warning',
  body: 'It was used already, was revoked, has expired, or was copied in part.',
})}
<p>Each link signs one person in, once. Ask whoever manages the people of your organisation for a new one;
in a demonstration, the terminal where it runs shows links for every role.</p>`

const signInHelp =
  (): Html => html`<p class="font-sans-md line-height-sans-4 measure-6">Recallwire carries medical-device recalls to every facility that holds an
affected unit, and brings the reply back.</p>
<p>Open the sign-in link you were given. It works once; after that you stay signed in on this device for up to 12 hours.
Whoever manages the people of your organisation can give you a new one.</p>
<p>To reply to a recall you need no sign-in: use the link and the code in the letter.</p>`
