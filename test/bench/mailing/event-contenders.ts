import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { caseIdOf } from '@recallwire/domain/ids.ts'
import type { Contender } from '../scenario.ts'
import { addressOf, type Customers } from './enrol-customers.ts'
import { type DeviceEvent, toLines } from './generate-events.ts'
import type { BenchInstallation } from './open-installation.ts'
import { runOpenLoop, sharedNow } from './open-loop.ts'
import type { Outgoing } from './outgoing.ts'
import { createUsualStack } from './usual-stack.ts'

export type Events = {
  readonly customers: Customers
  /** The events of the so-manieth round, the same for all. */
  readonly rounds: (number: number) => readonly DeviceEvent[]
  readonly perBatch: number
  /** Every so often one batch is due. */
  readonly everyMs: number
}

/** Every round is of other events, so that all of them answer the same: that every letter, and no other, left. */
export const everyLetter = 'every letter that had to leave, once'

type Letter = { readonly key: string; readonly at: number }

/** A round: events go out at their times, and `letters` waits for so many. */
type Way = {
  readonly url: string
  readonly authorization: string
  /** By what a letter of this way tells which event it is about. */
  readonly keyOf: (event: DeviceEvent & Required<Pick<DeviceEvent, 'recall'>>) => string
  readonly letters: (count: number) => Promise<readonly Letter[]>
  readonly ready: () => Promise<void>
}

function contend(name: string, { rounds, perBatch, everyMs }: Events, way: Way): Contender {
  let durations: readonly number[] = []
  let number = -1
  return {
    name,
    durations: () => durations,
    ready: async () => {
      number += 1
      rounds(number)
      await way.ready()
    },
    work: async () => {
      const events = rounds(number)
      const batches = Array.from({ length: Math.ceil(events.length / perBatch) }, (_, index) =>
        events.slice(index * perBatch, (index + 1) * perBatch),
      )
      const startsAt = sharedNow() + 100
      const due = new Map<string, number>()
      for (const [index, batch] of batches.entries())
        for (const { recall, ...event } of batch)
          if (recall) due.set(way.keyOf({ ...event, recall }), startsAt + index * everyMs)
      const { url, authorization } = way
      const loop = { url, authorization, everyMs, bodies: batches.map(toLines), name: `round-${number}` }
      const [left] = await Promise.all([way.letters(due.size), runOpenLoop(loop, startsAt)])
      durations = left.flatMap(({ key, at }) => at - (due.get(key) ?? Number.NaN))
      const missing = due.size - new Set(left.map(({ key }) => key)).size
      return () =>
        missing === 0 && durations.every(Number.isFinite) ? everyLetter : `${missing} letters are missing`
    },
  }
}

/** `POST /v1/devices` of the installation, to its letters at the mailer. */
export async function ourEvents(
  installation: BenchInstallation,
  outgoing: Outgoing,
  events: Events & { readonly recallIds: ReadonlyMap<string, string> },
): Promise<Contender> {
  return contend('ours', events, {
    url: `${installation.baseUrl}/v1/devices`,
    authorization: installation.authorise(events.customers.manager),
    keyOf: ({ recall, facilityId }) =>
      caseIdOf(events.recallIds.get(recall?.reference ?? '') ?? '', facilityId),
    letters: async (count) =>
      (await outgoing.next(count)).map(({ mail, at }) => ({ key: mail.tags.caseId ?? '', at })),
    ready: installation.settled,
  })
}

/** The same lines posted to a small server that handles one event after the other. */
export async function usualEvents(
  events: Events & { readonly otherDis: readonly string[] },
): Promise<Contender & { close(): Promise<void> }> {
  const { facilities, recalls } = events.customers
  const addresses = new Map(facilities.map(({ facilityId }, site) => [facilityId, addressOf(site)]))
  let letters: Letter[] = []
  let [wanted, enough] = [0, Promise.withResolvers<void>()]
  const stack = await createUsualStack(
    events.customers,
    (facilityId) => addresses.get(facilityId) ?? '',
    ({ to, recall }) => {
      letters.push({ key: `${recall.reference} ${to}`, at: sharedNow() })
      if (letters.length >= wanted) enough.resolve()
    },
  )
  for (const recall of recalls) stack.open(recall)
  stack.openOthers(events.otherDis)
  let before: Promise<void> = Promise.resolve()
  const observeAll = async (body: string): Promise<void> => {
    for (const line of body.trimEnd().split('\n')) await stack.observe(JSON.parse(line))
  }
  const receive = async (body: Readable): Promise<void> => {
    const lines = await text(body)
    const mine = before.then(() => observeAll(lines))
    before = mine
    await mine
  }
  const server = createServer((request, response) => {
    receive(request).then(
      () => response.writeHead(202).end(),
      () => response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the usual stack has no port')
  const contender = contend('usual-stack', events, {
    url: `http://127.0.0.1:${address.port}/`,
    authorization: 'none',
    keyOf: ({ recall, facilityId }) => `${recall?.reference} ${addresses.get(facilityId)}`,
    letters: async (count) => {
      wanted = count
      await enough.promise
      return letters
    },
    ready: async () => {
      ;[letters, wanted, enough] = [[], 0, Promise.withResolvers<void>()]
    },
  })
  return {
    ...contender,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await stack.close()
    },
  }
}
