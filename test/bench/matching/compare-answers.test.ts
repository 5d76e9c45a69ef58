import { createMatchIndex } from '@recallwire/domain/match-index/match-index.ts'
import { expect, test } from 'vitest'
import { createRandom } from '../create-random.ts'
import { findAlike, judgesAlike } from './compare-answers.ts'
import { generateScopes } from './generate-scopes.ts'
import { aimUnits, leaveGaps } from './generate-units.ts'
import { createHashPeers } from './peers.ts'

const scopes = generateScopes(300, createRandom(2), 'R')
const units = aimUnits(500, scopes, createRandom(3))
const gaps = leaveGaps(units, createRandom(4))
const index = createMatchIndex()
const peers = createHashPeers(false)
for (const scope of scopes) for (const holder of [index, ...peers]) holder.put(scope)

test('an index that is right agrees with its peers and with the verdicts', async () => {
  expect(await findAlike(index, peers, units)).toBe(true)
  expect(judgesAlike(index, scopes, gaps)).toBe(true)
})

test('an index that forgets one recall is found out', async () => {
  const forgotten = index.find(units.find((unit) => index.find(unit).length > 0) ?? {})[0]?.recallId ?? ''
  index.remove(forgotten)
  expect(await findAlike(index, peers, units)).toBe(false)
  for (const scope of scopes) index.put(scope)
})

test.each([['possible'], ['affected']])(
  'an index that takes each %s unit for another is found out',
  (value) => {
    const other = value === 'possible' ? 'affected' : 'possible'
    const find: typeof index.find = (facts) =>
      index.find(facts).map((hit) => (hit.value === value ? { ...hit, value: other } : hit))
    expect(judgesAlike({ find }, scopes, gaps)).toBe(false)
  },
)
