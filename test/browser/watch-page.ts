import type { Page } from 'playwright-core'

/** Collects what a page must never cause: an error of a script or a policy, and a request that leaves our own origin. */
export function watchPage(page: Page, origin: string): { readonly faults: () => readonly string[] } {
  const faults: string[] = []
  page.on('console', (message) => {
    // Chromium calls a page that answers 403 or 422 a resource that failed to load; the page itself is what was asked for.
    const isThePage = message.location().url === page.url()
    if (message.type() === 'error' && !(isThePage && message.text().startsWith('Failed to load resource')))
      faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
      faults.push(`outside: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest())
      faults.push(`${response.status()}: ${response.url()}`)
  })
  return { faults: () => faults.splice(0) }
}
