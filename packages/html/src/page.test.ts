import { describe, expect, test } from 'vitest'
import { renderErrorPage } from './error-page.ts'
import { html } from './html.ts'
import { type Page, renderPage } from './page.ts'

const plain: Page = { title: 'Recalls', lang: 'en', body: html`<p>Body</p>`, assets: '/assets' }
const full: Page = {
  ...plain,
  navigation: [
    { label: 'Recalls', href: '/recalls', current: true },
    { label: 'Devices', href: '/devices', current: false },
  ],
  identity: { name: 'Ada <Example>', organisation: 'Example Pumps', role: 'approver' },
  signOutToken: 'secret"token',
  notice: { tone: 'success', text: 'The notice was approved.' },
  refreshSeconds: 30,
  environmentBanner: 'Demonstration: invented facilities',
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

describe('the page frame', () => {
  test.each([
    ['with everything', full],
    ['with nothing optional', plain],
  ])('has one language, h1, main, header and footer %s', (_, page) => {
    const text = renderPage(page)
    expect(text.startsWith('<!doctype html>\n<html lang="en">')).toBe(true)
    for (const tag of [/<h1>/g, /<main /g, /<header /g, /<footer /g, /<title>/g])
      expect(count(text, tag)).toBe(1)
    expect(text).toContain('<a class="usa-skipnav" href="#main-content">')
    expect(text).toContain('Supports compliance')
  })

  test('has nothing inline that the content security policy would block', () => {
    const text = renderPage(full)
    expect(text).not.toMatch(/<style|style=|\son\w+=|<script(?! src="\/assets\/)/)
    expect(count(text, /<script/g)).toBe(1)
  })

  test('never reloads by meta refresh', () => {
    expect(renderPage(full)).not.toContain('http-equiv')
    expect(renderPage(full)).toContain('hx-trigger="every 30s"')
    expect(renderPage(plain)).not.toContain('hx-')
  })

  test('marks the current navigation item and shows who is signed in', () => {
    const text = renderPage(full)
    expect(count(text, /aria-current="page"/g)).toBe(1)
    expect(text).toContain('<strong>Ada &lt;Example&gt;</strong>, approver, Example Pumps')
    expect(text).toContain(
      '<form method="post" action="/sign-out"><input type="hidden" name="token" value="secret&quot;token">',
    )
    expect(renderPage(plain)).not.toContain('Sign out')
  })
})

test('an error page says what to do and shows the reference, not the inside', () => {
  const text = renderErrorPage({
    status: 422,
    title: 'The notice has problems',
    detail: 'Correct the fields below.',
    reference: 'req-1',
    errors: [{ pointer: '/products/0/di', message: 'the check digit should be 4' }],
    lang: 'en',
    assets: '/assets',
  })
  expect(text).toContain('<h1>The notice has problems</h1>')
  expect(text).toContain('<li><code>/products/0/di</code>: the check digit should be 4</li>')
  expect(text).toContain('Error 422, reference <code>req-1</code>')
})
