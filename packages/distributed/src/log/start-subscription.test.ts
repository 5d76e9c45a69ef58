import { describe, expect, test } from 'vitest'
import type { Member, Membership } from './log-client.ts'
import { startSubscription } from './start-subscription.ts'

type FakeMember = Member & { readonly left: () => boolean; state: { idleMs: number; error?: unknown } }

/** A client whose members do what the test says, looked at whenever it says. */
function openGroup(join?: () => Promise<void>) {
  const members: FakeMember[] = []
  const memberships: Membership[] = []
  const faults: unknown[] = []
  let look = Promise.withResolvers<void>()
  const client = {
    join: async (membership: Membership): Promise<Member> => {
      memberships.push(membership)
      if (members.length > 0) await join?.()
      const state: FakeMember['state'] = { idleMs: 0 }
      let left = false
      const member: FakeMember = {
        state,
        left: () => left,
        idleMs: () => state.idleMs,
        broken: () => ('error' in state ? { error: state.error } : undefined),
        seek: () => undefined,
        commitIfDue: async () => undefined,
        leave: async () => {
          left = true
        },
      }
      members.push(member)
      return member
    },
  }
  const start = () =>
    startSubscription({
      client,
      group: 'group',
      topics: ['case.events'],
      concurrency: 4,
      sessionMs: 2_000,
      handle: async () => undefined,
      recordsOf: () => [],
      park: async () => undefined,
      onFault: (error) => void faults.push(error),
      wait: (_ms, signal) =>
        Promise.race([
          look.promise,
          new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })),
        ]),
    })
  const lookOnce = async () => {
    look.resolve()
    look = Promise.withResolvers()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { start, members, memberships, faults, look: lookOnce }
}

describe('a subscription', () => {
  test('keeps its member while something is heard of the brokers', async () => {
    const group = openGroup()
    const subscription = await group.start()
    await group.look()
    expect(group.members).toHaveLength(1)
    await subscription.stop()
    expect(group.members[0]?.left()).toBe(true)
  })

  test('replaces a member of which nothing has been heard for eight seconds', async () => {
    const group = openGroup()
    const subscription = await group.start()
    for (const member of group.members) member.state.idleMs = 8_000
    await group.look()
    expect(group.members.map((member) => member.left())).toEqual([true, false])
    await subscription.stop()
    expect(group.members[1]?.left()).toBe(true)
    expect(group.faults).toEqual([])
  })

  test('replaces a member that a fault of the client ended, and gives up at the fourth in a minute', async () => {
    const group = openGroup()
    const subscription = await group.start()
    const fault = new TypeError('Cannot read properties of null')
    for (const count of [2, 3, 4, 4]) {
      for (const member of group.members) member.state.error = fault
      await group.look()
      expect(group.members).toHaveLength(count)
    }
    expect(group.faults).toEqual([fault])
    await subscription.stop()
  })

  test('hands on that its member ended for good', async () => {
    const group = openGroup()
    const subscription = await group.start()
    const refused = new Error('the session timeout is not allowed')
    group.memberships[0]?.onEnded(refused)
    expect(group.faults).toEqual([refused])
    await subscription.stop()
  })

  test('stops while a new member waits for the brokers, which leaves when it comes late', async () => {
    const back = Promise.withResolvers<void>()
    const group = openGroup(() => back.promise)
    const subscription = await group.start()
    for (const member of group.members) member.state.idleMs = 8_000
    await group.look()
    await subscription.stop()
    back.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    expect(group.members.map((member) => member.left())).toEqual([true, true])
    expect(group.faults).toEqual([])
  })
})
