import { issueSignInLink } from '../../browser/sign-in.ts'
import type { Installation } from '../support/installation.ts'
import type { Asked } from './ask-as.ts'

export type PageRequest = {
  readonly method: string
  readonly path: string
  readonly cookie?: string
  /** Our own where it is left out, as a browser sends it with a form; null sends none. */
  readonly origin?: string | null
  readonly body?: string
}

export type Visited = Asked & { readonly location: string | null }

/** A request as a browser makes it for a person who looks at a page or sends a form; redirects are shown, not followed. */
export async function visitPage({ url }: Installation, request: PageRequest): Promise<Visited> {
  const { method, path, cookie, origin = url, body = '' } = request
  const answer = await fetch(url + path, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(60_000),
    headers: {
      accept: 'text/html',
      ...(cookie === undefined ? {} : { cookie }),
      ...(origin === null ? {} : { origin }),
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(method === 'POST' ? { body } : {}),
  })
  return { status: answer.status, body: await answer.text(), location: answer.headers.get('location') }
}

/** Uses a one-time link up and gives the cookie of the session. */
export async function signInByLink(installation: Installation, name: string): Promise<string> {
  const link = new URL(await issueSignInLink(installation, name)).searchParams.get('link') ?? ''
  const answer = await fetch(`${installation.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ link }),
    headers: { origin: installation.url },
    signal: AbortSignal.timeout(60_000),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`${name} could not sign in: ${answer.status}`)
  return cookie
}
