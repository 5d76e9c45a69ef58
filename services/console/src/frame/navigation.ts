import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf } from '@recallwire/domain/access/role-table.ts'
import type { NavigationItem } from '@recallwire/html/page.ts'
import type { ConsoleDeps } from '../console-deps.ts'

type Place = { readonly label: string; readonly href: string; readonly action: Action }

const places: readonly Place[] = [
  { label: 'To do', href: '/', action: 'console.use' },
  { label: 'Recalls', href: '/recalls', action: 'recall.read' },
  { label: 'New notice', href: '/notices/new', action: 'notice.draft' },
  { label: 'Reviews', href: '/reviews', action: 'reviews.read' },
  { label: 'Records of FDA', href: '/sources', action: 'sources.read' },
  { label: 'Devices', href: '/devices', action: 'devices.write' },
  { label: 'Catalogue', href: '/catalogue', action: 'catalogue.read' },
  { label: 'Facilities', href: '/facilities', action: 'directory.read' },
  { label: 'Parked', href: '/parked', action: 'parked.read' },
  { label: 'Organisations', href: '/organisations', action: 'organisations.create' },
  { label: 'People and keys', href: '/people', action: 'keys.manage' },
]

/** The places this actor's role leads to; the role table decides, as it does for the pages themselves. */
export function navigationOf(
  deps: Pick<ConsoleDeps, 'mailbox' | 'mailboxFor' | 'simulatedClock'>,
  actor: Actor,
  path: string,
): readonly NavigationItem[] {
  const open = places.filter(({ action, href }) =>
    // Staff look at the inventory that their manager uploads.
    href === '/devices' ? isHolder(actor) : reachOf(actor, action) !== undefined,
  )
  const all = [
    ...open,
    ...(mayReadMailbox(deps, actor) ? [{ label: 'Mailbox', href: '/mailbox' }] : []),
    ...(deps.simulatedClock === true ? [{ label: 'Clock', href: '/clock' }] : []),
  ]
  return all.map(({ label, href }) => ({
    label,
    href,
    current: href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`),
  }))
}

const isHolder = (actor: Actor): boolean =>
  actor.role === 'facility-staff' || actor.role === 'facility-manager' || actor.role === 'distributor'

/** Letters name people and hold codes: outside a demonstration only an operator looks into the folder. */
export const mayReadMailbox = (deps: Pick<ConsoleDeps, 'mailbox' | 'mailboxFor'>, actor: Actor): boolean =>
  deps.mailbox !== undefined && (deps.mailboxFor === 'everyone' || reachOf(actor, 'mail.read') !== undefined)
