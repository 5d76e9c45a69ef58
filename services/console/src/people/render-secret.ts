import { renderAlert, renderDefinitionList } from '@recallwire/html/components.ts'
import { html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { NewKey } from '../api/directory-api.ts'
import type { Visit } from '../frame/visit.ts'
import { renderTime } from '../words/times.ts'

/** The one page that ever shows a secret; nothing keeps it. */
export function renderSecret(visit: Visit, publicUrl: string, { credential, secret }: NewKey): PageReply {
  const link = credential.kind === 'sign-in-link'
  const shown = link ? `${publicUrl}/sign-in?link=${encodeURIComponent(secret)}` : secret
  return visit.page({
    title: link ? 'The sign-in link' : 'The API key',
    body: html`${renderAlert({
      tone: 'warning',
      heading: 'Shown this once',
      body: 'Copy it now and hand it over safely. Whoever has it can act as that person. If it is lost, revoke it and create another.',
    })}
${renderDefinitionList([
  { term: link ? 'Link' : 'Key', value: html`<code class="text-wrap">${shown}</code>` },
  { term: 'Label', value: credential.label },
  { term: 'Ends', value: credential.expiresAt === undefined ? 'Never' : renderTime(credential.expiresAt) },
])}
<p><a class="usa-link" href="/people">Back to people and keys</a></p>`,
  })
}
