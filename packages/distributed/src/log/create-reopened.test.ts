import { describe, expect, test } from 'vitest'
import { createReopened } from './create-reopened.ts'

/** Connections by number, and which of them are closed. */
function openConnections() {
  const closed: number[] = []
  let opened = 0
  const reopened = createReopened(
    async () => {
      opened += 1
      return opened
    },
    async (connection: number) => void closed.push(connection),
    async () => undefined,
  )
  return { reopened, closed, opened: () => opened }
}

describe('a connection for questions', () => {
  test('is opened with the first question and kept while it answers', async () => {
    const { reopened, closed, opened } = openConnections()
    expect(opened()).toBe(0)
    expect(await reopened.ask(async (connection) => connection)).toBe(1)
    expect(await reopened.ask(async (connection) => connection)).toBe(1)
    await reopened.close()
    expect(closed).toEqual([1])
  })

  test('is replaced when a question fails, and closed when the last one that uses it has ended', async () => {
    const { reopened, closed } = openConnections()
    const slow = Promise.withResolvers<string>()
    const answer = reopened.ask(() => slow.promise)
    const asked: number[] = []
    const other = reopened.ask(async (connection) => {
      asked.push(connection)
      if (connection === 1) throw new Error('not the leader')
      return connection
    })
    expect(await other).toBe(2)
    expect(asked).toEqual([1, 2])
    expect(closed).toEqual([])
    slow.resolve('late')
    expect(await answer).toBe('late')
    expect(closed).toEqual([1])
  })

  test('gives up after a few tries, with the last reason', async () => {
    const { reopened, opened } = openConnections()
    const failed = expect(
      reopened.ask(async () => {
        throw new Error('nobody leads')
      }),
    ).rejects.toMatchObject({ code: 'log-unavailable', message: 'Kafka did not answer: nobody leads' })
    await failed
    expect(opened()).toBe(6)
  })

  test('is not tried again where the sign-in is refused', async () => {
    const { reopened, opened } = openConnections()
    const refusal = Object.assign(new Error('wrong password'), { name: 'KafkaJSSASLAuthenticationError' })
    await expect(reopened.ask(() => Promise.reject(refusal))).rejects.toMatchObject({
      code: 'upstream-refused',
      message: 'Kafka did not answer: wrong password',
    })
    expect(opened()).toBe(1)
  })

  test('answers nothing once it is closed, not even to who is asking again', async () => {
    const { reopened, opened } = openConnections()
    const failed = expect(
      reopened.ask(async () => {
        throw new Error('away')
      }),
    ).rejects.toMatchObject({ code: 'log-unavailable' })
    await reopened.close()
    await failed
    await expect(reopened.ask(async () => 1)).rejects.toMatchObject({ code: 'log-unavailable' })
    expect(opened()).toBe(1)
  })
})
