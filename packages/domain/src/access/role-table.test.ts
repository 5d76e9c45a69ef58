import { describe, expect, test } from 'vitest'
import { type Actor, mayRead, readerOf, roles, serviceActor, serviceReader } from './actor.ts'
import { type Action, mayAct, reachOf, roleTable } from './role-table.ts'

/**
 * Written from the table of duties and not from the code: o own, p own and published, a all, - nothing. Columns: editor,
 * approver, facility staff, facility manager, distributor, regulator, operator, link holder, service.
 */
const matrix: Record<Action, string> = {
  'notice.draft': 'o o - - - - - - -',
  'notice.revise': 'o o - - - - - - -',
  'notice.approve': '- o - - - - - - -',
  'reach.read': 'o o - - - - - - -',
  'sources.import': 'o o - - - - - - -',
  'sources.read': 'o o - - - - - - -',
  'consignees.edit': 'o o - - o - - - -',
  'recall.read': 'p p p p p a p - -',
  'recall.forward': '- - - - o - - - -',
  'devices.write': '- - - o o - - - -',
  'imports.read': '- - o o o - - - -',
  'catalogue.import': '- - - - - - a - -',
  'catalogue.read': 'a a a a a a a - -',
  'inventory.read': '- - o o o a - - -',
  'matches.read': 'o o o o o a - - -',
  'verdict.propose': 'o o - - - - - - -',
  'verdict.decide': '- o - - - - - - -',
  'reviews.read': 'o o - - - - - - -',
  'reviews.write': 'o o - - - - - - -',
  'case.read': 'o o o o o a - - -',
  'case.reply': 'o o o o o - - - -',
  'case.add-sender': '- - o o o - - - -',
  'gaps.read': 'o o - - - a a - -',
  'parked.read': '- - - - - - a - -',
  'parked.redrive': '- - - - - - a - -',
  'ladders.read': 'o o - - - a a - -',
  'ladders.edit': 'o o - - - - - - -',
  'tasks.read': 'o o - - - - a - -',
  'letter.mend': 'o o - - - - a - -',
  'letter.waive': 'o o - - - - - - -',
  'letter.waive-decide': '- o - - - - - - -',
  'tasks.finish': 'o o - - - - - - -',
  'contacts.read': 'o o o o o a - - -',
  'contacts.edit': 'o o - o o - - - -',
  'facilities.edit': '- - - o o - a - -',
  'organisations.create': '- - - - - - a - -',
  'webhooks.read': '- - o o o - - - -',
  'webhooks.edit': '- - - o o - - - -',
  'directory.read': 'o o o o o a a - -',
  'keys.manage': '- o - o o o a - -',
  'sign-in.use': '- - - - - - - - a',
  'report.read': 'o o - - - a - - -',
  'timeline.read': 'o o o o o a - - -',
  'bundle.read': 'o o - - - a - - -',
  'ledger.read': '- - - - - a - - -',
  'ledger.verify': 'o o o o - a a - -',
  'mail.read': '- - - - - - a - -',
  'console.use': 'o o o o o a a - -',
  'clock.use': 'o o o o o a a - -',
  'link.reply': '- - - - - - - o -',
  public: '- - - - - - - - -',
}
const letters = { own: 'o', published: 'p', all: 'a' } as const
const actorOf = (role: Actor['role'], organisationId = 'mine'): Actor => ({ organisationId, role, by: 'p1' })
const actions = Object.keys(roleTable) as Action[]

describe('the role table', () => {
  test.each(actions)('grants %s as the duties say', (action) => {
    const granted = roles.map((role) => {
      const reach = reachOf(actorOf(role), action)
      return reach === undefined ? '-' : letters[reach]
    })
    expect(granted.join(' ')).toBe(matrix[action])
  })

  test('lets every grant reach exactly as far as it says', () => {
    const resources = {
      mine: { owners: ['other', 'mine'] },
      published: { owners: ['other'], published: true },
      theirs: { owners: ['other'] },
      nobodys: { owners: [] },
    }
    for (const action of actions) {
      for (const role of roles) {
        const reach = reachOf(actorOf(role), action)
        const may = Object.entries(resources).flatMap(([name, resource]) =>
          mayAct(actorOf(role), action, resource) ? [name] : [],
        )
        const wanted = {
          none: [],
          own: ['mine'],
          published: ['mine', 'published'],
          all: ['mine', 'published', 'theirs', 'nobodys'],
        }[reach ?? 'none']
        expect([action, role, may]).toEqual([action, role, wanted])
      }
    }
  })
})

describe('a reader', () => {
  test('sees what names his organisation, and nothing else', () => {
    const reader = readerOf(actorOf('facility-staff'))
    expect(mayRead(reader, ['mine'])).toBe(true)
    expect(mayRead(reader, ['other'])).toBe(false)
    expect(mayRead(reader, [])).toBe(false)
  })

  test('of a regulator or of a service sees all', () => {
    expect(readerOf(actorOf('regulator'))).toEqual({ kind: 'regulator', organisationId: 'mine' })
    expect(readerOf(serviceActor('matcher', 'installation'))).toEqual(serviceReader('matcher'))
    expect(mayRead(readerOf(actorOf('regulator')), [])).toBe(true)
    expect(mayRead(serviceReader('matcher'), ['other'])).toBe(true)
  })

  test('of an operator sees only his own organisation', () => {
    expect(mayRead(readerOf(actorOf('operator')), ['other'])).toBe(false)
  })
})
