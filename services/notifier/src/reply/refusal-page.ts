import { html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { LinkReading } from './find-link.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { renderGenuineness, renderPublicFacts, replyPage } from './reply-page.ts'

type Refused = Exclude<LinkReading, { kind: 'found' }>

/** A link that leads nowhere any more. It says what to do instead and names nothing of the facility. */
export function refusalPage(deps: ReplyDeps, refused: Refused): PageReply {
  if (refused.kind === 'unknown') return unknownPage(deps)
  deps.logger.info('old reply link opened', { letterId: refused.letterId, because: refused.kind })
  const { title, text } = words[refused.kind]
  const body = html`<p>${text}</p>
${renderPublicFacts(refused.recall)}
${renderGenuineness(refused.recall)}`
  return replyPage(deps, { status: refused.kind === 'withdrawn' ? 403 : 410, title, body })
}

const words = {
  superseded: {
    title: 'This link was replaced',
    text: 'A newer letter with a new link and code was sent to the same contact. Please use that one.',
  },
  withdrawn: {
    title: 'This link was withdrawn',
    text: 'The letter with this link was taken back. If you have a newer letter about this recall, use the link in it.',
  },
  closed: {
    title: 'No reply is needed any more',
    text: 'The recall is closed. Replies given before stay on record; nothing more is asked of you.',
  },
}

/** One page for everything that is no link: what differs would tell a guesser how near he is. */
function unknownPage(deps: ReplyDeps): PageReply {
  deps.logger.info('reply link not recognised')
  const body = html`<p>Copy the whole address from the letter, or press the link in it. Mail programs sometimes break long addresses
in two.</p>
<p>If it still does not work, call the firm at the phone number in the letter and name its reference.</p>`
  return replyPage(deps, { status: 404, title: 'This link does not lead to a letter', body })
}
