import { z } from 'zod'
import { type Authorise, createApi } from './api.ts'
import type { Performance } from './performance.ts'

/** Whom the terminal offers a way in, and what they can do there. */
const guests = [
  { name: 'Dana Whitlock', part: 'firm, drafts and watches' },
  { name: 'Priya Raman', part: 'firm, approves' },
  { name: 'Marcus Hale', part: 'facility' },
  { name: 'Karl Petrov', part: 'distributor' },
  { name: 'Judith Osei', part: 'regulator' },
] as const

export type SignInLink = {
  readonly part: string
  readonly name: string
  readonly organisation: string
  readonly url: string
}

const issuedSchema = z.object({ secret: z.string() })

/** One-time links, new at each start. Each organisation's own manager gives them out, through the API. */
export async function signInLinks(
  stage: {
    readonly baseUrl: string
    readonly publicUrl: string
    readonly authorise: Authorise
    readonly startId: string
  },
  people: Performance['people'],
): Promise<readonly SignInLink[]> {
  const links: SignInLink[] = []
  for (const { name, part } of guests) {
    const guest = people.find((person) => person.name === name)
    const manager = people.find((person) => person.organisation === guest?.organisation)
    if (guest === undefined || manager === undefined) continue
    const api = createApi(stage.baseUrl, stage.authorise, manager.actor)
    const wish = {
      personId: guest.actor.by,
      kind: 'sign-in-link',
      label: 'Printed at the start',
      expiresInDays: 1,
    }
    const { secret } = issuedSchema.parse(
      await api.post('/v1/keys', `start-${stage.startId}-${name.replaceAll(' ', '-')}`, wish),
    )
    links.push({
      part,
      name,
      organisation: guest.organisation,
      url: `${stage.publicUrl}/sign-in?link=${secret}`,
    })
  }
  return links
}
