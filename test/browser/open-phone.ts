import type { Browser, BrowserContext, Page } from 'playwright-core'

/** A phone in a ward: small, touched, and without script, since some mail programs open links that way. */
export const openPhone = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    javaScriptEnabled: false,
  })

/**
 * What is wrong with a page on a screen of this width: pixels that lie beyond its edge, and buttons, fields and the labels of
 * choices that are too small for a finger (44 px: WCAG 2.2, 2.5.5).
 */
export function findMisfits(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const root = document.documentElement
    const over = root.scrollWidth - root.clientWidth
    const heightOf = (element) => element.getBoundingClientRect().height
    const tooSmall = (selector) => [...document.querySelectorAll(selector)]
      .filter((element) => heightOf(element) > 0 && heightOf(element) < 44)
      .map((element) => (element.textContent || element.name) + ' is ' + heightOf(element) + ' px high')
    const beyond = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5)
      .map((element) => element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 40))
    return [
      ...(over > 0 ? [over + ' px lie beyond the right edge', ...beyond.slice(0, 5)] : []),
      ...tooSmall('main .usa-button:not(.usa-button--unstyled), main .usa-input, main .usa-select'),
      ...tooSmall('main .usa-radio__label, main .usa-checkbox__label'),
    ]
  })()`)
}
