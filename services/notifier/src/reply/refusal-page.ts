import { languages } from '@recallwire/domain/directory/language.ts'
import { html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import { textsOf } from '../language/texts.ts'
import type { LinkReading } from './find-link.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { renderGenuineness, renderPublicFacts, replyPage } from './reply-page.ts'

type Refused = Exclude<LinkReading, { kind: 'found' }>

/** A link that leads nowhere any more. It says what to do instead and names nothing of the facility. */
export function refusalPage(deps: ReplyDeps, refused: Refused): PageReply {
  if (refused.kind === 'unknown') return unknownPage(deps)
  deps.logger.info('old reply link opened', { letterId: refused.letterId, because: refused.kind })
  const { title, text } = refused.texts.pages.refused[refused.kind]
  const body = html`<p>${text}</p>
${renderPublicFacts(refused)}
${renderGenuineness(refused)}`
  return replyPage(deps, refused.texts, { status: refused.kind === 'withdrawn' ? 403 : 410, title, body })
}

/**
 * One page for everything that is no link: what differs would tell a guesser how near he is. Of whoever comes here nothing is known, so
 * that it says the same in every language.
 */
function unknownPage(deps: ReplyDeps): PageReply {
  deps.logger.info('reply link not recognised')
  const [first, ...others] = languages.map(textsOf)
  if (first === undefined) throw new Error('there is no language to write in')
  const { unknown } = first.pages
  const body = html`<p>${unknown.text}</p>
<p>${unknown.call}</p>
${others.map(
  ({ language, pages }) => html`<section lang="${language}"><h2>${pages.unknown.title}</h2>
<p>${pages.unknown.text}</p>
<p>${pages.unknown.call}</p></section>
`,
)}`
  return replyPage(deps, first, { status: 404, title: unknown.title, body })
}
