import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderLetter } from '../../services/notifier/src/letters/render-letter.ts'
import { hostileEverywhere, plainReceipt, withoutForm } from '../hostile/hostile-letter.ts'
import { payloads } from '../hostile/payloads.ts'
import { type OpenBrowser, openBrowser } from './open-browser.ts'

let opened: OpenBrowser | undefined
beforeAll(async () => {
  opened = await openBrowser()
})
afterAll(() => opened?.close())

/** Letters shown one under the other, as a mail program shows each; with no policy and no sandbox, so that only escaping protects. */
const together = 80

/** What a page of letters did that none may do. */
async function misdeedsOf(browser: Browser, letters: readonly string[]): Promise<readonly string[]> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const misdeeds: string[] = []
  page.on('dialog', async (dialog) => {
    misdeeds.push(`a ${dialog.type()} said ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('request', (request) => misdeeds.push(`asked for ${request.url()}`))
  page.on('framenavigated', (frame) => {
    if (frame.url() !== 'about:blank') misdeeds.push(`led to ${frame.url()}`)
  })
  page.on('popup', () => misdeeds.push('opened a window'))
  page.on('pageerror', (error) => misdeeds.push(`ran a script: ${error.message}`))
  await page.setContent(letters.join('\n'))
  const found: unknown = await page.evaluate(`({
    pwned: window.pwned,
    elements: [...document.querySelectorAll('script, img, svg, iframe, form, input, object, embed, link, base, video, audio, details, math, template')].map(({ outerHTML }) => outerHTML),
    handlers: [...document.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes].map(({ name }) => name).filter((name) => name.startsWith('on'))),
    links: [...new Set([...document.links].map(({ href }) => new URL(href).origin))],
  })`)
  expect(found).toEqual({
    pwned: undefined,
    elements: [],
    handlers: [],
    links: ['https://recalls.example.org'],
  })
  await context.close()
  return misdeeds
}

test('no text in any field of a letter runs, loads or leads anywhere but to the reply page', async (context) => {
  if (opened === undefined) return context.skip('no Chromium on this machine')
  const letters = payloads.flatMap((payload) => [
    renderLetter(hostileEverywhere(withoutForm(), payload)).html,
    renderLetter({ ...hostileEverywhere(plainReceipt(), payload), publicUrl: 'https://recalls.example.org' })
      .html,
  ])
  for (let at = 0; at < letters.length; at += together)
    expect(await misdeedsOf(opened.browser, letters.slice(at, at + together))).toEqual([])
})

test('the traps go off where something does run and load', async (context) => {
  if (opened === undefined) return context.skip('no Chromium on this machine')
  const bad = '<p onclick="x">y</p><script>alert(1)</script><img src="https://evil.example/x.gif">'
  await expect(misdeedsOf(opened.browser, [bad])).rejects.toThrow('pwned')
})
