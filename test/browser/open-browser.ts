import { accessSync, constants } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

export type OpenBrowser = { readonly browser: Browser; readonly close: () => Promise<void> }

/**
 * Starts the Chromium of this machine (`RECALLWIRE_CHROMIUM`, else `/usr/bin/chromium`), headless and cut off from what
 * a browser asks the network for on its own. Undefined, with the reason printed, where there is none: the test then skips
 * with `context.skip(reason)`. A Chromium that is there and does not start within 30 s throws.
 */
export async function openBrowser(env: NodeJS.ProcessEnv = process.env): Promise<OpenBrowser | undefined> {
  const executablePath = env.RECALLWIRE_CHROMIUM || '/usr/bin/chromium'
  if (!isExecutable(executablePath)) {
    console.log(`no Chromium at ${executablePath}: install it, or name it in RECALLWIRE_CHROMIUM`)
    return undefined
  }
  const browser = await chromium.launch({
    executablePath,
    timeout: 30_000,
    args: [
      // Chromium refuses its sandbox to root, as whom containers and CI run.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return { browser, close: () => browser.close() }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
