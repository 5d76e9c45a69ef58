import type { Actor, Role } from './actor.ts'

/** How far a grant reaches: over the actor's own organisation's records, over what is published as well, or over all. */
export type Reach = 'own' | 'published' | 'all'

type Row = Partial<Record<Role, Reach>>

const firm = (reach: Reach): Row => ({ 'manufacturer-editor': reach, 'manufacturer-approver': reach })
const facility = (reach: Reach): Row => ({ 'facility-staff': reach, 'facility-manager': reach })

/**
 * Who may do what: every route names one of these actions, and an action that grants a role nothing refuses it.
 * The table is data so that the test of every route and role can be generated from it.
 */
export const roleTable = {
  'notice.draft': firm('own'),
  'notice.revise': firm('own'),
  'notice.approve': { 'manufacturer-approver': 'own' },
  'reach.read': firm('own'),
  /** Regulators' records as sources of a recall: they propose to its firm, and nobody else sees the proposal. */
  'sources.import': firm('own'),
  'sources.read': firm('own'),
  'consignees.edit': { ...firm('own'), distributor: 'own' },
  'recall.read': {
    ...firm('published'),
    ...facility('published'),
    distributor: 'published',
    regulator: 'all',
    operator: 'published',
  },
  'recall.forward': { distributor: 'own' },
  'devices.write': { 'facility-manager': 'own', distributor: 'own' },
  /** An upload with its refused rows is between the sender and the registry. */
  'imports.read': { ...facility('own'), distributor: 'own' },
  /** The public device catalogue is one for all tenants. */
  'catalogue.import': { operator: 'all' },
  'catalogue.read': {
    ...firm('all'),
    ...facility('all'),
    distributor: 'all',
    regulator: 'all',
    operator: 'all',
  },
  'inventory.read': { ...facility('own'), distributor: 'own', regulator: 'all' },
  'matches.read': { ...firm('own'), ...facility('own'), distributor: 'own', regulator: 'all' },
  /** Another verdict for one unit than the notice's rules give: one proposes, a second person of the firm decides. */
  'verdict.propose': firm('own'),
  'verdict.decide': { 'manufacturer-approver': 'own' },
  /** Texts a recall rests on, and what they mean, are the firm's own to decide. */
  'reviews.read': firm('own'),
  'reviews.write': firm('own'),
  'case.read': { ...firm('own'), ...facility('own'), distributor: 'own', regulator: 'all' },
  'case.reply': { ...facility('own'), ...firm('own'), distributor: 'own' },
  'case.add-sender': { ...facility('own'), distributor: 'own' },
  /** Who has been told of what, by facility and state: no devices, so that an operator may look. */
  'gaps.read': { ...firm('own'), regulator: 'all', operator: 'all' },
  /** Records that could not be handled: technical state alone. Several at once take two people (`parked/bulk-redrive.ts`). */
  'parked.read': { operator: 'all' },
  'parked.redrive': { operator: 'all' },
  /** When those who do not respond are reminded, and who is written to next: the firm's to set, for its own recalls. */
  'ladders.read': { ...firm('own'), regulator: 'all', operator: 'all' },
  'ladders.edit': firm('own'),
  'tasks.read': { ...firm('own'), operator: 'all' },
  /** What people do about a letter that nobody got: have it written again, or phone. */
  'letter.mend': { ...firm('own'), operator: 'all' },
  /** That a letter need not go out takes two people of the firm: it is the firm's duty to tell. */
  'letter.waive': firm('own'),
  'letter.waive-decide': { 'manufacturer-approver': 'own' },
  /** Calls are the firm's to make. */
  'tasks.finish': firm('own'),
  'contacts.read': { ...firm('own'), ...facility('own'), distributor: 'own', regulator: 'all' },
  'contacts.edit': { 'facility-manager': 'own', ...firm('own'), distributor: 'own' },
  'facilities.edit': { 'facility-manager': 'own', distributor: 'own', operator: 'all' },
  'organisations.create': { operator: 'all' },
  /** Addresses of a facility's own systems that are told of letters: the facility's to name. */
  'webhooks.read': { ...facility('own'), distributor: 'own' },
  'webhooks.edit': { 'facility-manager': 'own', distributor: 'own' },
  'directory.read': {
    ...firm('own'),
    ...facility('own'),
    distributor: 'own',
    regulator: 'all',
    operator: 'all',
  },
  'keys.manage': {
    'manufacturer-approver': 'own',
    'facility-manager': 'own',
    distributor: 'own',
    regulator: 'own',
    operator: 'all',
  },
  /** The console asks it for whoever has a link; no person may. */
  'sign-in.use': { service: 'all' },
  'report.read': { ...firm('own'), regulator: 'all' },
  'timeline.read': { ...firm('own'), ...facility('own'), distributor: 'own', regulator: 'all' },
  'bundle.read': { ...firm('own'), regulator: 'all' },
  /** The whole log, of every firm. */
  'ledger.read': { regulator: 'all' },
  'ledger.verify': { ...firm('own'), ...facility('own'), regulator: 'all', operator: 'all' },
  'mail.read': { operator: 'all' },
  'console.use': {
    ...firm('own'),
    ...facility('own'),
    distributor: 'own',
    regulator: 'all',
    operator: 'all',
  },
  /** Only an installation with a simulated clock has the routes: nothing in it is real, so that anyone signed in may. */
  'clock.use': {
    ...firm('own'),
    ...facility('own'),
    distributor: 'own',
    regulator: 'all',
    operator: 'all',
  },
  'link.reply': { 'link-holder': 'own' },
  public: {},
} as const satisfies Record<string, Row>

export type Action = keyof typeof roleTable

const table: Record<Action, Row> = roleTable

/** How far this actor's role reaches for the action, or undefined: deny by default. */
export const reachOf = (actor: Actor, action: Action): Reach | undefined => table[action][actor.role]

/** What a decision needs to know of a record: whose it is, and whether it is published to everyone concerned. */
export type Resource = { readonly owners: readonly string[]; readonly published?: boolean }

/** The one decision every command and query goes through. A refusal and an absent record must be answered alike. */
export function mayAct(actor: Actor, action: Action, resource: Resource): boolean {
  const reach = reachOf(actor, action)
  if (reach === undefined) return false
  if (reach === 'all' || resource.owners.includes(actor.organisationId)) return true
  return reach === 'published' && resource.published === true
}
