import type { Actor } from '@recallwire/domain/access/actor.ts'
import { renderDefinitionList } from '@recallwire/html/components.ts'
import { html } from '@recallwire/html/html.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { Mailbox, MailboxLetter } from '../console-deps.ts'
import { mayReadMailbox } from '../frame/navigation.ts'
import { type PageDeps, pageRoute } from '../frame/page-route.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { decodeHeader } from './decode-header.ts'

const letterParams = z.strictObject({ letterId: z.string().max(80) })
const shownHeaders = ['from', 'to', 'subject', 'date', 'reply-to', 'message-id', 'auto-submitted']

/** Where an installation writes its letters instead of sending them, people can read them here. */
export const mailboxRoutes = (deps: PageDeps, mailbox: Mailbox): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/mailbox',
    summary: 'The letters of this installation.',
    action: 'console.use',
    show: async (visit) => {
      if (!mayReadMailbox(deps, visit.actor)) return closed
      const letters = await mailbox.list()
      const rows = letters.map((letter) => [
        html`<a class="usa-link" href="/mailbox/${letter.letterId}">${letter.subject}</a>`,
        letter.to,
        renderTime(letter.at),
      ])
      const table = renderRecords({
        caption: 'Letters, newest first',
        columns: [{ label: 'Subject' }, { label: 'To' }, { label: 'Written' }],
        rows,
        empty: 'No letter has been written yet.',
      })
      return visit.page({
        title: 'Mailbox',
        refreshSeconds: 15,
        body: html`<p>This installation writes its letters to a folder instead of sending them. The newest 200 are here.</p>
${table}`,
      })
    },
  }),
  pageRoute(deps, {
    path: '/mailbox/:letterId',
    summary: 'One letter.',
    action: 'console.use',
    params: letterParams,
    show: async (visit, { params }) => {
      const letter = mayReadMailbox(deps, visit.actor) ? await mailbox.read(params.letterId) : undefined
      if (letter === undefined) return closed
      const read = new Map(
        letter.headers.map(({ name, value }) => [name.toLowerCase(), decodeHeader(value)] as const),
      )
      const headers = shownHeaders.flatMap((name) => {
        const value = read.get(name)
        return value === undefined ? [] : [{ term: capitalised(name), value }]
      })
      return visit.page({
        title: read.get('subject') ?? 'Letter without a subject',
        headers: { 'content-security-policy': framingPolicy },
        body: html`<p><a class="usa-link" href="/mailbox">All letters</a></p>
${renderDefinitionList([...headers, ...enclosed(params.letterId, letter)])}
<h2>As the reader sees it</h2>
<iframe class="width-full height-viewport border-1px border-base-light bg-white" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${params.letterId}/body" title="The letter"></iframe>
<p><a class="usa-link" href="/mailbox/${params.letterId}/body">The letter alone</a></p>
<h2>As plain text</h2>
<pre class="text-pre-wrap font-body-xs padding-2 border-1px border-base-light">${letter.text}</pre>`,
      })
    },
  }),
  defineRoute<Actor>()({
    method: 'GET',
    path: '/mailbox/:letterId/body',
    summary: 'The page of one letter, alone.',
    action: 'console.use',
    credential: 'session',
    answers: 'page',
    params: letterParams,
    handle: async ({ actor, params }) => {
      const letter = mayReadMailbox(deps, actor) ? await mailbox.read(params.letterId) : undefined
      if (letter === undefined) return closed
      return { status: 200, html: letter.html, headers: { 'content-security-policy': letterPolicy } }
    },
  }),
  defineRoute<Actor>()({
    method: 'GET',
    path: '/mailbox/:letterId/enclosures/:place',
    summary: 'A file that came with a letter.',
    action: 'console.use',
    credential: 'session',
    // Refusals are read by a person, in the browser.
    answers: 'page',
    params: letterParams.extend({ place: z.string().regex(/^[0-9]{1,3}$/) }),
    handle: async ({ actor, params }) => {
      const letter = mayReadMailbox(deps, actor) ? await mailbox.read(params.letterId) : undefined
      const file = letter?.enclosures[Number(params.place)]
      if (file === undefined) return closed
      // Saved, never shown: it is no more ours to trust than the letter.
      return { status: 200, file: file.bytes, contentType: file.mediaType, fileName: file.fileName }
    },
  }),
]

/**
 * A letter brings its own styles and is not ours to trust: no script, no form, no request, and no origin. Links open in a
 * window of their own. Only our own page may frame it.
 */
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

/** Like every page's, and it may frame the letter, which is our own address. */
const framingPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

const enclosed = (letterId: string, { enclosures }: MailboxLetter) =>
  enclosures.length === 0
    ? []
    : [
        {
          term: 'Enclosed',
          value: html`${enclosures.map(
            ({ fileName, bytes }, place) =>
              html`<span class="display-block"><a class="usa-link" href="/mailbox/${letterId}/enclosures/${place}">${fileName}</a>, ${Math.ceil(bytes.length / 1024)} kB</span>`,
          )}`,
        },
      ]

const closed = problem(404, 'There is no such letter')

const capitalised = (name: string): string => name.replace(/^./, (letter) => letter.toUpperCase())
