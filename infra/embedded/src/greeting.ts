import { serviceReader } from '@recallwire/domain/access/actor.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { SignInLink } from './demonstration/sign-in-links.ts'

/** What an opened data folder holds, and that nothing of it is sent again. */
export async function renderFound(
  backEnd: Pick<BackEnd, 'cases' | 'notices'>,
  file: string,
): Promise<string> {
  const notices = await backEnd.notices.list({ published: true })
  const cases = await backEnd.cases.list(serviceReader('console'), 100_000)
  const letters = cases.flatMap(({ document }) => document.letters)
  const accepted = letters.filter((letter) => letter.acceptedAt !== undefined).length
  const waiting = letters.filter(
    (letter) => letter.acceptedAt === undefined && letter.stuckBecause === undefined,
  ).length
  return (
    `Opened ${file}: ${counted(notices.length, 'recall')}, ${counted(cases.length, 'case')}. ` +
    `${counted(accepted, 'letter')} accepted before, none of them is sent again; ${waiting} waiting.`
  )
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

export type Addresses = {
  readonly publicUrl: string
  readonly host: string
  readonly links: readonly SignInLink[]
  readonly hasMailbox: boolean
}

/** The addresses to open, one sign-in link per role. */
export function renderAddresses({ publicUrl, host, links, hasMailbox }: Addresses): string {
  const local = ['127.0.0.1', '::1', 'localhost'].includes(host)
  return [
    '',
    'Open one of these (each link signs one person in, once; a new start prints new ones):',
    '',
    ...links.flatMap(({ part, name, organisation, url }) => [
      `  ${name}, ${organisation} (${part})`,
      `    ${url}`,
    ]),
    '',
    ...(hasMailbox ? [`  Mailbox       ${publicUrl}/mailbox (sign in first)`] : []),
    `  API document  ${publicUrl}/openapi.json`,
    '',
    local
      ? `Listening on ${host}: this machine only. Ctrl-C stops; start again and everything is still there.`
      : `Listening on ${host}: reachable from other machines. Ctrl-C stops.`,
  ].join('\n')
}
