import { randomBytes } from 'node:crypto'
import { createOperator } from '@recallwire/ingestion/start.ts'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Installation } from '../flow/support/installation.ts'

const issuedSchema = z.object({ secret: z.string() })

/** A one-time link for a person of the demonstration, or for the operator, given out the way a person gets one. */
export async function issueSignInLink(installation: Installation, name: string): Promise<string> {
  const secret = name === 'Operator' ? await operatorSecret(installation) : await secretOf(installation, name)
  return `${installation.url}/sign-in?link=${secret}`
}

/** The first person of each organisation gives out its links. */
async function secretOf(installation: Installation, name: string): Promise<string> {
  const { people } = installation.enrolled
  const guest = people.find((person) => person.name === name)
  const manager = people.find((person) => person.organisation === guest?.organisation)
  if (guest === undefined || manager === undefined) throw new Error(`the demonstration has no ${name}`)
  const wish = { personId: guest.actor.by, kind: 'sign-in-link', label: 'A test', expiresInDays: 1 }
  const key = `sign-in-${randomBytes(8).toString('hex')}`
  return issuedSchema.parse(await installation.as(manager.name).post('/v1/keys', key, wish)).secret
}

async function operatorSecret({ running, clock }: Installation): Promise<string> {
  const { backEnd, keys } = running
  const made = await createOperator({
    backEnd,
    clock,
    random: randomBytes,
    installationId: keys.installationId,
  })
  if (made.kind === 'signed-in-before') throw new Error('the operator signed in before')
  return made.secret
}

/** Opens the link and presses its button. */
export async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(({ pathname }) => pathname === '/')
}
