import { type Definition, renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderPage } from '@recallwire/html/page.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { KnownRecall } from '../casework/read-recall.ts'
import type { Texts } from '../language/texts.ts'
import type { ReplyDeps } from './reply-deps.ts'

/** What a page is about, in the language of the letter that led to it. */
export type Shown = { readonly recall: KnownRecall; readonly texts: Texts }

/** Any page under a mailed link: no account, no cookie, no navigation that would lead away from the answer. */
export const replyPage = (
  deps: Pick<ReplyDeps, 'environmentBanner'>,
  texts: Texts,
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
    lang: texts.language,
    body: page.body,
    assets: '/assets',
    environmentBanner: deps.environmentBanner?.[texts.language],
    words: texts.words,
  }),
  ...(page.headers === undefined ? {} : { headers: page.headers }),
})

/** What everybody may know of a published recall. Nothing here tells which facility the link belongs to. */
function publicFacts({ recall, texts }: Shown): readonly Definition[] {
  const { content } = recall.newest
  const { contact } = content
  return [
    { term: texts.facts.from, value: recall.firmName },
    { term: texts.facts.reference, value: recall.notice.reference },
    { term: texts.facts.recallClass, value: texts.className[content.recallClass ?? 'none'] },
    { term: texts.facts.action, value: texts.action[content.action] },
    { term: texts.facts.product, value: content.products.map((product) => product.name).join('; ') },
    { term: texts.pages.contact, value: texts.contact.line(contact) },
    ...(contact.hours === undefined ? [] : [{ term: texts.pages.hours, value: contact.hours }]),
  ]
}

export const renderPublicFacts = (shown: Shown): Html =>
  html`<p class="usa-intro">${shown.recall.newest.content.title}</p>
${renderDefinitionList(publicFacts(shown))}`

/** How to find out, without this page, that the letter is real. */
export function renderGenuineness({ recall, texts }: Shown): Html {
  const { genuine } = texts.pages
  const { phone } = recall.newest.content.contact
  return html`<h2>${genuine.heading}</h2>
<p>${genuine.text(recall.firmName, phone, recall.notice.reference)}</p>
`
}
