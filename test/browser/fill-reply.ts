import type { Locator, Page } from 'playwright-core'
import type { ReceivedLetter } from '../flow/support/post-office.ts'

export type UnitAnswer = {
  readonly software?: string
  readonly serial?: string
  readonly disposition: string
}

/** The fields of one unit, by what its heading or text shows: a serial, a lot or an asset tag. */
export const unit = (page: Page, mark: string): Locator =>
  page.locator('fieldset', { has: page.locator('.usa-legend--large') }).filter({ hasText: mark })

export async function enterCode(page: Page, letter: ReceivedLetter, code = letter.code ?? ''): Promise<void> {
  await page.goto(letter.link ?? '')
  await page.getByLabel(/^Code from the letter/).fill(code)
  await press(page, 'Show our units and reply')
}

export async function answerUnit(fields: Locator, answer: UnitAnswer): Promise<void> {
  if (answer.serial !== undefined) await fields.getByLabel(/serial number on the label/).fill(answer.serial)
  if (answer.software !== undefined) await fields.getByLabel(/software version/).fill(answer.software)
  await fields.getByLabel('What was done with it?').selectOption({ label: answer.disposition })
}

export const tick = (page: Page, name: RegExp): Promise<void> =>
  page.locator('.usa-checkbox__label', { hasText: name }).tap()

/** Presses a button that sends a form, and waits for the page that answers it. */
export async function press(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).tap()])
}

export const send = (page: Page): Promise<void> => press(page, 'Sign and send the reply')

/** What the page says of a unit once the reply is recorded. */
export const nextStepFor = (page: Page, serial: string): Promise<string | null> =>
  page.locator('.recallwire-definition', { has: page.locator('dt', { hasText: serial }) }).textContent()

/** Six digits that are not the letter's code. */
export const otherThan = (code: string | undefined): string => (code === '246810' ? '135791' : '246810')

/** The two questions before the units: the notice is understood, and whether anything is held. */
export async function understand(page: Page, holding: string): Promise<void> {
  await page.getByText('I have read and understood it').tap()
  await page.getByText(holding).tap()
}

export async function sign(page: Page, name: string, role: string): Promise<void> {
  await page.getByLabel(/^Your name/).fill(name)
  await page.getByLabel(/^Your role/).fill(role)
}
