import { type Definition, renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderPage } from '@recallwire/html/page.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { KnownRecall } from '../casework/read-recall.ts'
import { english } from '../letters/english.ts'
import type { ReplyDeps } from './reply-deps.ts'

/** Any page under a mailed link: no account, no cookie, no navigation that would lead away from the answer. */
export const replyPage = (
  deps: Pick<ReplyDeps, 'environmentBanner'>,
  page: {
    readonly status: number
    readonly title: string
    readonly body: Html
    readonly headers?: Readonly<Record<string, string>>
  },
): PageReply => ({
  status: page.status,
  html: renderPage({
    title: page.title,
    lang: english.language,
    body: page.body,
    assets: '/assets',
    environmentBanner: deps.environmentBanner,
  }),
  ...(page.headers === undefined ? {} : { headers: page.headers }),
})

/** What everybody may know of a published recall. Nothing here tells which facility the link belongs to. */
function publicFacts(recall: KnownRecall): readonly Definition[] {
  const { content } = recall.newest
  return [
    { term: english.facts.from, value: recall.firmName },
    { term: english.facts.reference, value: recall.notice.reference },
    { term: english.facts.recallClass, value: english.className[content.recallClass ?? 'none'] },
    { term: english.facts.action, value: english.action[content.action] },
    { term: english.facts.product, value: content.products.map((product) => product.name).join('; ') },
    { term: 'Contact', value: english.contact.line(content.contact) },
    ...(content.contact.hours === undefined ? [] : [{ term: 'Hours', value: content.contact.hours }]),
  ]
}

export const renderPublicFacts = (recall: KnownRecall): Html =>
  html`<p class="usa-intro">${recall.newest.content.title}</p>
${renderDefinitionList(publicFacts(recall))}`

/** How to find out, without this page, that the letter is real. */
export const renderGenuineness = (recall: KnownRecall): Html =>
  html`<h2>Is this genuine?</h2>
<p>Call ${recall.firmName} on the number in your own records, or ${recall.newest.content.contact.phone}, and name the reference
${recall.notice.reference}. This page never asks for a password.</p>
`
