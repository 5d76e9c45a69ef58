import { expect, test } from 'vitest'
import { openBrowser } from './open-browser.ts'

test('a machine without a browser gets none', async () => {
  expect(await openBrowser({ RECALLWIRE_CHROMIUM: '/nowhere/chromium' })).toBeUndefined()
})

test('the browser of this machine renders a page and closes', async (context) => {
  const opened = await openBrowser()
  if (!opened) return context.skip('no Chromium on this machine')
  try {
    const page = await opened.browser.newPage()
    await page.setContent('<title>Recall notice</title><h1>Affected units</h1>')
    expect(await page.title()).toBe('Recall notice')
    expect(await page.getByRole('heading').textContent()).toBe('Affected units')
  } finally {
    await opened.close()
  }
  expect(opened.browser.isConnected()).toBe(false)
})
