import { renderAlert, type Tone } from './components.ts'
import { attributes, type Html, html } from './html.ts'
import { englishWords, type Words } from './words.ts'

export type NavigationItem = { readonly label: string; readonly href: string; readonly current: boolean }

export type Identity = { readonly name: string; readonly organisation: string; readonly role: string }

export type Page = {
  /** The page's subject: its only h1, and the document's title before the product name. */
  readonly title: string
  /** BCP 47 language of the text, e.g. `en` or `en-US`. */
  readonly lang: string
  /** What stands below the h1; its headings begin at h2. */
  readonly body: Html
  readonly navigation?: readonly NavigationItem[] | undefined
  readonly identity?: Identity | undefined
  /** The session's anti-forgery token; with it the header carries a sign-out form (POST /sign-out, field `token`). */
  readonly signOutToken?: string | undefined
  /** What the last action did, shown once above the h1. */
  readonly notice?: { readonly tone: Tone; readonly text: string } | undefined
  /** Path the static files are served from, without a slash at the end. */
  readonly assets: string
  /**
   * Seconds between reloads of the main part. By htmx only, never by meta refresh: a page that reloads by itself
   * takes a screen reader back to its start (WCAG 2.2.1). Without script a link reloads the page.
   */
  readonly refreshSeconds?: number | undefined
  /** Says that this is no production system, e.g. "Demonstration: invented facilities". */
  readonly environmentBanner?: string | undefined
  /** What the frame says by itself, in the language of the page; English where it is left out. */
  readonly words?: Words | undefined
}

/** A whole document. It holds no inline style or script and works under `default-src 'none'; style-src 'self'`. */
export function renderPage(page: Page): string {
  const words = page.words ?? englishWords
  const document = html`<!doctype html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} | Recallwire</title>
<link rel="icon" href="${page.assets}/uswds/img/favicons/favicon.png" type="image/png">
<link rel="stylesheet" href="${page.assets}/uswds/css/uswds.min.css">
<link rel="stylesheet" href="${page.assets}/recallwire.css">
<script src="${page.assets}/htmx.min.js" defer></script>
</head>
<body>
<a class="usa-skipnav" href="#main-content">${words.skip}</a>
${renderBanner(page.environmentBanner, words)}${renderHeader(page)}<main id="main-content" class="grid-container recallwire-main" tabindex="-1"${refreshAttributes(page.refreshSeconds)}>
${page.notice && renderAlert({ tone: page.notice.tone, body: page.notice.text, words })}<h1>${page.title}</h1>
${page.body}
${
  page.refreshSeconds !== undefined &&
  html`<p class="recallwire-refresh"><a class="usa-link" href="">Show the newest state</a></p>`
}
</main>
${renderIdentifier(words)}</body>
</html>
`
  return document.toString()
}

function refreshAttributes(seconds: number | undefined) {
  if (seconds === undefined) return undefined
  return attributes({
    'hx-get': '',
    'hx-trigger': `every ${seconds}s`,
    'hx-select': '#main-content',
    'hx-target': '#main-content',
    'hx-swap': 'outerHTML',
  })
}

function renderBanner(text: string | undefined, words: Words): Html | undefined {
  if (text === undefined) return undefined
  return html`<section class="usa-site-alert usa-site-alert--info usa-site-alert--slim" aria-label="${words.environment}">
<div class="usa-alert"><div class="usa-alert__body"><p class="usa-alert__text"><strong>${text}</strong></p></div></div>
</section>
`
}

function renderHeader(page: Page): Html {
  return html`<header class="usa-header usa-header--basic recallwire-header">
${page.identity && renderIdentity(page.identity, page.signOutToken)}<div class="usa-nav-container">
<div class="usa-navbar"><div class="usa-logo"><em class="usa-logo__text"><a href="/">Recallwire</a></em></div></div>
${page.navigation && renderNavigation(page.navigation)}</div>
</header>
`
}

function renderNavigation(items: readonly NavigationItem[]): Html {
  const entries = items.map((item) => {
    const state = attributes({
      class: item.current ? 'usa-nav__link usa-current' : 'usa-nav__link',
      'aria-current': item.current ? 'page' : undefined,
    })
    return html`<li class="usa-nav__primary-item"><a href="${item.href}"${state}><span>${item.label}</span></a></li>
`
  })
  return html`<nav class="usa-nav" aria-label="Primary"><ul class="usa-nav__primary">
${entries}</ul></nav>
`
}

function renderIdentity(identity: Identity, signOutToken: string | undefined): Html {
  return html`<div class="recallwire-identity"><div class="grid-container recallwire-identity__row">
<p>Signed in as <strong>${identity.name}</strong>, ${identity.role}, ${identity.organisation}</p>
${
  signOutToken !== undefined &&
  html`<form method="post" action="/sign-out"><input type="hidden" name="token" value="${signOutToken}">
<button type="submit" class="usa-button usa-button--unstyled">Sign out</button></form>
`
}</div></div>
`
}

function renderIdentifier(words: Words): Html {
  return html`<footer class="usa-identifier">
<div class="usa-identifier__section usa-identifier__section--masthead"><div class="usa-identifier__container">
<div class="usa-identifier__identity">
<p class="usa-identifier__identity-domain">Recallwire</p>
<p class="usa-identifier__identity-disclaimer">${words.disclaimer}</p>
</div></div></div>
</footer>
`
}
