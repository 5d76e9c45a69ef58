import { isLive } from '@recallwire/domain/device/holding.ts'
import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { matchIdOf } from '@recallwire/domain/ids.ts'
import { judge } from '@recallwire/domain/scope/verdict.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { recalls, streamsOf } from './event-streams.test-support.ts'
import { facility } from './fixtures/events.ts'
import { createTestMatcher, matchesOf, now, ofType, published, told } from './matcher.test-support.ts'
import { answerOne, decideOne, sites, withDecisions } from './people-act.test-support.ts'
import { type Choice, createChoice } from './seeded-choice.test-support.ts'
import { sweep } from './sweep.ts'

/**
 * Delivers every stream in its own order and all of them in any order, up to three at once, to two matchers, with
 * redeliveries from up to two records before, with scans going on in between, and with replies to what was told.
 */
async function deliver(
  backEnd: BackEnd,
  choice: Choice,
  streams: readonly (readonly RecallEvent[])[],
  people: { readonly reply?: boolean; readonly decide?: boolean },
) {
  const matchers = [createTestMatcher(backEnd), createTestMatcher(backEnd)]
  const places = streams.map(() => 0)
  const isOpen = (index: number) => (places[index] ?? 0) < (streams[index]?.length ?? 0)
  const openStreams = () => streams.map((_, index) => index).filter(isOpen)
  while (openStreams().length > 0) {
    const moved = new Set<number>()
    const work = Array.from({ length: 1 + choice.below(3) }, () => {
      const matcher = choice.of(matchers)
      if (choice.chance(0.25)) return () => matcher.step()
      const index = choice.below(streams.length)
      const place = places[index] ?? 0
      // What another matcher is handling at this moment may come a second time, what follows it may not come yet.
      const until = moved.has(index) ? place : place + 1
      const from = choice.chance(0.3) || moved.has(index) ? Math.max(0, place - 2) : place
      moved.add(index)
      places[index] = Math.min(until, streams[index]?.length ?? 0)
      return () => matcher.handle(...(streams[index] ?? []).slice(from, until))
    })
    await Promise.all(work.map((start) => start()))
    if (people.reply && choice.chance(0.3)) await answerOne(backEnd, choice.of(matchers), choice)
    if (people.decide && choice.chance(0.5)) await decideOne(backEnd, matchers, choice)
  }
  for (const matcher of matchers) await matcher.scan()
  return matchers
}

/** From scratch: every live row of the registry under every open scope, without the matcher's own code. */
async function recomputed(backEnd: BackEnd): Promise<ReadonlyMap<string, string>> {
  const { scopes } = await backEnd.scopes.changedSince(0, 1_000)
  const verdicts = new Map<string, string>()
  for (const site of sites) {
    const { facilityId } = facility(site)
    const rows = await backEnd.registry.ofFacility({ kind: 'service', service: 'test' }, facilityId, 1_000)
    for (const holding of rows.items.filter(isLive)) {
      for (const { recallId, products } of scopes.filter(({ open }) => open)) {
        const verdict = judge(products, holding)
        if (verdict) verdicts.set(matchIdOf(recallId, holding.custody.custodyId), JSON.stringify(verdict))
      }
    }
  }
  return verdicts
}

async function stored(backEnd: BackEnd, expected: ReadonlyMap<string, string>) {
  const matches = (await Promise.all(recalls.map((recallId) => matchesOf(backEnd, recallId)))).flat()
  const live = matches.filter(({ matchId }) => expected.has(matchId))
  return { matches, live: new Map(live.map(({ matchId, verdict }) => [matchId, JSON.stringify(verdict)])) }
}

async function outcomeOf(seed: number, order: number, people: Parameters<typeof deliver>[3] = {}) {
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  try {
    const streams = streamsOf(createChoice(seed))
    const [matcher] = await deliver(backEnd, createChoice(order), streams, people)
    if (matcher === undefined) throw new Error('no matcher')
    const expected = await withDecisions(backEnd, await recomputed(backEnd))
    const { live, matches } = await stored(backEnd, expected)
    const lastTold = await told(backEnd)
    const open = new Set(matcher.deps.index.open().map(({ recallId }) => recallId))
    const mistold = matches.filter(
      ({ matchId, verdict, recallId }) =>
        open.has(recallId) && (lastTold.get(matchId)?.value ?? 'outside') !== verdict.value,
    )
    const found = await sweep(matcher.deps, new AbortController().signal)
    const decided = matches.filter(({ override }) => override !== undefined).length
    const lapses = ofType(await published(backEnd), 'recallwire.verdict-override-lapsed.v1').length
    return { expected, live, mistold, found, decided, lapses }
  } finally {
    await backEnd.close()
  }
}

const seeds = Array.from({ length: 50 }, (_, index) => index + 1)

test('any order of deliveries ends in the verdicts that a recomputation gives', async () => {
  for (const seed of seeds) {
    let first: ReadonlyMap<string, string> | undefined
    for (const order of [1, 2, 3]) {
      const { expected, live, mistold, found } = await outcomeOf(seed, seed * 100 + order)
      const named = `seed ${seed}, order ${order}`
      expect(live, named).toEqual(expected)
      first ??= expected
      expect(live, `${named}: another order ended otherwise`).toEqual(first)
      expect(mistold, `${named}: a facility was last told another verdict`).toEqual([])
      expect(found, `${named}: the sweep found something`).toBe(0)
    }
  }
})

test('replies among the deliveries leave no verdict behind either', async () => {
  for (const seed of seeds) {
    const { expected, live, mistold, found } = await outcomeOf(seed, seed * 100 + 7, { reply: true })
    const named = `seed ${seed}`
    expect(live, named).toEqual(expected)
    expect(mistold, `${named}: a facility was last told another verdict`).toEqual([])
    expect(found, `${named}: the sweep found something`).toBe(0)
  }
})

test('verdicts that people decide among the deliveries stand while what they rest on does, and no longer', async () => {
  let [stood, lapsed] = [0, 0]
  for (const seed of seeds) {
    const people = { reply: true, decide: true }
    const { expected, live, mistold, found, decided, lapses } = await outcomeOf(seed, seed * 100 + 9, people)
    const named = `seed ${seed}`
    expect(live, named).toEqual(expected)
    expect(mistold, `${named}: a facility was last told another verdict`).toEqual([])
    expect(found, `${named}: the sweep found something`).toBe(0)
    stood += decided
    lapsed += lapses
  }
  expect(Math.min(stood, lapsed)).toBeGreaterThan(10)
})
