import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { findMisfits } from './open-phone.ts'

const desk = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] }

/**
 * What is wrong with the page that is shown, on a desk and on a phone: every rule of axe-core but those left out, and what
 * does not fit. With a folder in RECALLWIRE_SCREENSHOTS it keeps a picture of both.
 */
export async function checkPage(
  page: Page,
  name: string,
  without: readonly string[] = [],
): Promise<readonly string[]> {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]))
  const options = JSON.stringify({ resultTypes: ['violations'], rules })
  const screenshots = process.env.RECALLWIRE_SCREENSHOTS
  const findings: string[] = []
  await page.evaluate(axe.source)
  for (const viewport of [desk, phone]) {
    await page.setViewportSize(viewport)
    const found = await page.evaluate<readonly Violation[]>(
      `axe.run(document, ${options}).then(({ violations }) => violations)`,
    )
    for (const { id, nodes } of found)
      findings.push(`${name} at ${viewport.width}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    if (viewport === phone)
      findings.push(...(await findMisfits(page)).map((misfit) => `${name} on a phone: ${misfit}`))
    if (screenshots !== undefined) await keepPicture(page, screenshots, `${name}-${viewport.width}`)
  }
  await page.setViewportSize(desk)
  return findings
}

async function keepPicture(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const file = `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.png`
  await page.screenshot({ path: join(folder, file), fullPage: true })
}
