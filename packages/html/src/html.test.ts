import { describe, expect, test } from 'vitest'
import { attributes, type HtmlContent, html, raw } from './html.ts'

const naughty: readonly string[] = [
  '',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><svg/onload=alert(1)>',
  '<!--',
  '-->',
  ']]>',
  '<![CDATA[',
  '&lt;b&gt;',
  '&amp;amp;',
  '&#60;b&#62;',
  '&',
  '&notanentity;',
  '`$' + '{1}`',
  'line\nfeed',
  'carriage\r\nreturn',
  '\r',
  '\ttab',
  'São Paulo – Łódź № ≥',
  '医療機器',
  '👩‍⚕️',
  '\u202eright to left',
  '\ufeffmark',
]

/** What an HTML parser makes of character data. */
function decode(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/&(?:#(\d+)|(\w+));/g, (whole, code, name) =>
      code ? String.fromCodePoint(Number(code)) : (named[name] ?? whole),
    )
}

/** A repeatable stream of texts that lean towards the characters markup is made of. */
function* generatedTexts(count: number, seed: number): Generator<string> {
  let state = seed
  const next = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const pointed = [
    '<',
    '>',
    '"',
    "'",
    '&',
    '=',
    '/',
    '!',
    '-',
    '`',
    ';',
    '#',
    ' ',
    '\n',
    '\r',
    'script',
    'amp',
    'x3c',
  ]
  for (let index = 0; index < count; index++) {
    const parts = Array.from({ length: next(12) }, () =>
      next(3) > 0 ? (pointed[next(pointed.length)] ?? '') : String.fromCodePoint(0xa0 + next(0xd000)),
    )
    yield parts.join('')
  }
}

describe('text', () => {
  const texts = [...naughty, ...generatedTexts(5000, 20250620)]

  test('reads back as it was given and never opens a tag or ends an attribute', () => {
    for (const text of texts) {
      const parsed = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(
        html`<p title="${text}">${text}</p>`.toString(),
      )
      expect(parsed, JSON.stringify(text)).not.toBeNull()
      expect(decode(parsed?.[1] ?? '')).toBe(text)
      expect(decode(parsed?.[2] ?? '')).toBe(text)
    }
  })

  test('shows what HTML cannot carry as U+FFFD', () => {
    expect(html`${'a\u0000b\u001bc\ud800d\u0085e\ufffff'}`.toString()).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf',
    )
  })
})

describe('values', () => {
  test.each<[string, HtmlContent, string]>([
    ['null', null, ''],
    ['undefined', undefined, ''],
    ['false', false, ''],
    ['zero', 0, '0'],
    ['a number', -1.5, '-1.5'],
    ['a nested fragment', html`<b>${'<'}</b>`, '<b>&lt;</b>'],
    ['an array, joined', ['<', html`<i>x</i>`, null, [1, 2]], '&lt;<i>x</i>12'],
    ['trusted markup', raw('<hr>'), '<hr>'],
  ])('writes %s', (_, value, text) => {
    expect(html`<p>${value}</p>`.toString()).toBe(`<p>${text}</p>`)
  })

  test.each<[string, unknown]>([
    ['true', true],
    ['NaN', Number.NaN],
    ['an object with a toString of its own', { toString: () => '<script>' }],
    ['a date', new Date(0)],
    ['a function', () => '<b>'],
    ['something that came as JSON', JSON.parse('{"markup":"<script>"}')],
  ])('refuses %s', (_, value) => {
    expect(() => html`<p>${value as string}</p>`).toThrow(TypeError)
    expect(() => html`<p title="${value as string}"></p>`).toThrow(TypeError)
  })

  test('a fragment inside an attribute is refused, because it carries quotes', () => {
    expect(() => html`<p title="${html`<b class="x">` as unknown as string}"></p>`).toThrow(TypeError)
  })
})

describe('addresses', () => {
  test.each([
    '/recalls',
    'recalls?a=b:c',
    '#top',
    '',
    '?x',
    'https://example.org/a:b',
    'HTTP://example.org',
    'mailto:a@example.org',
    'tel:+15550100',
    './a:b',
  ])('accepts %j', (url) => {
    expect(html`<a href="${url}">x</a>`.toString()).toContain('<a href="')
    expect(html`<a${attributes({ href: url })}>x</a>`.toString()).toContain('<a href="')
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/x',
    '\u00a0javascript:x',
    'a b:c',
  ])('refuses %j by its scheme', (url) => {
    for (const write of [
      () => html`<a href="${url}">x</a>`,
      () => html`<img src="${url}">`,
      () => html`<form action="${url}"></form>`,
      () => html`<a${attributes({ href: url })}>x</a>`,
    ]) {
      expect(write).toThrow(/^(href|src|action): the scheme ".*:" is not allowed/)
    }
  })

  test('judges the whole value when it is put together from parts', () => {
    expect(() => html`<a href="java${'script:'}alert(1)">x</a>`).toThrow('href: the scheme "javascript:"')
    expect(() => html`<a href="${'java'}${'script:x'}">x</a>`).toThrow('href: the scheme "javascript:"')
    expect(html`<a href="/r/${'a:b'}?q=${1}" class="${'c'}">x</a>`.toString()).toBe(
      '<a href="/r/a:b?q=1" class="c">x</a>',
    )
  })
})

describe('places no value can stand in', () => {
  test.each([
    ['an unquoted attribute', () => html`<a class=${'x'}>y</a>`, 'without quotes'],
    ['an event handler', () => html`<a onclick="${'x'}">y</a>`, 'onclick'],
    ['a style attribute', () => html`<a style="${'x'}">y</a>`, 'style'],
    ['an htmx handler', () => html`<a hx-on:click="${'x'}">y</a>`, 'hx-on:click'],
    ['a script', () => html`<script>${'x'}</script>`, '<script>'],
    ['a style sheet', () => html`<style>${'x'}</style>`, '<style>'],
    ['a comment', () => html`<!-- ${'x'} -->`, 'a comment'],
    ['the inside of a tag', () => html`<a ${'onclick=x'}>y</a>`, 'inside <a>'],
    [
      'an attribute name from data',
      () => html`<a${attributes({ 'x onclick': 'y' })}>z</a>`,
      'not an attribute name',
    ],
    ['a handler from data', () => html`<a${attributes({ ONCLICK: 'y' })}>z</a>`, 'ONCLICK'],
    ['an open attribute at the end', () => html`<a href="/${'x'}`, 'ends inside the attribute href of <a>'],
    ['a stray bracket', () => html`a < b ${'x'}`, 'stray'],
  ])('%s', (_, write, message) => {
    expect(write).toThrow(TypeError)
    expect(write).toThrow(message)
  })

  test('attributes() writes names alone for true and leaves nothing for absent values', () => {
    const list = attributes({
      checked: true,
      disabled: false,
      id: undefined,
      title: null,
      value: '"',
      rows: 0,
    })
    expect(html`<input${list}>`.toString()).toBe('<input checked value="&quot;" rows="0">')
  })
})
