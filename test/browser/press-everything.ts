import type { Browser, Locator, Page } from 'playwright-core'

/** What a scanner typed and pressed. */
export type Pressed = { readonly forms: number; readonly answers: readonly number[] }

/**
 * Behaves as the link scanner of a mail gateway at its worst: runs the page's scripts, follows every link of the same host,
 * fills every field with something plausible, ticks and chooses everything, and presses every button; on the pages that
 * answer it does the same again, `depth` pages deep.
 */
export async function pressEverything(
  browser: Browser,
  link: string,
  digits: string,
  depth = 3,
): Promise<Pressed> {
  const context = await browser.newContext()
  const answers: number[] = []
  const walk = async (path: readonly number[]): Promise<void> => {
    const page = await context.newPage()
    const count = await replay(page, link, path, digits, answers)
    await page.close()
    if (path.length < depth) for (let button = 0; button < count; button += 1) await walk([...path, button])
  }
  await walk([])
  await context.close()
  return { forms: answers.length, answers }
}

/** Opens the link, presses the buttons on the path one after the other, and counts those of the page it ends on. */
async function replay(
  page: Page,
  link: string,
  path: readonly number[],
  digits: string,
  answers: number[],
): Promise<number> {
  await page.goto(link, { waitUntil: 'networkidle' })
  for (const [step, button] of path.entries()) {
    await fillEverything(page.locator('form').nth(button), digits)
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.waitForEvent('load'),
      page.locator('form button').nth(button).click(),
    ])
    if (step === path.length - 1) answers.push(answer.status())
  }
  return page.locator('form button').count()
}

async function fillEverything(form: Locator, digits: string): Promise<void> {
  for (const box of await form.locator('input[type=checkbox], input[type=radio]').all())
    await box.check({ force: true })
  for (const list of await form.locator('select').all())
    await list.selectOption({ index: (await list.locator('option').count()) - 1 })
  for (const field of await form.locator('input:not([type=hidden], [type=checkbox], [type=radio])').all()) {
    const type = await field.getAttribute('type')
    await field.fill(type === 'email' ? 'scanner@gateway.example.com' : digits)
  }
}
