import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommandLine } from '../command-line.ts'
import { commands } from '../commands.ts'
import { type CommandHouse, openCommandHouse } from '../testing/open-command-house.ts'

let house: CommandHouse
beforeAll(async () => {
  house = await openCommandHouse()
})
afterAll(() => house?.close())

const dana = 'Dana Whitlock'
const about = '--title June-letter --product Spectrum --manufacturer Baxter'

test('reads a text, shows what was read, and is confirmed by a person as it was read', async () => {
  house.write('letter.txt', 'GTIN 00085412091570, Serial Numbers: 765100, 765101')
  const { reviewId } = await house.answers(dana, `review open letter.txt ${about}`)
  expect(await house.says(dana, `review show ${reviewId}`)).toMatch(/serial 765101/)
  expect(await house.says(dana, 'review list --status open')).toMatch(/June-letter[\s\S]*1 review open\./)
  expect(await house.says(dana, `review confirm ${reviewId} --as-read`)).toContain('is confirmed.')
  expect((await house.answers(dana, 'review list --status open')).open).toBe(0)
  const shown = await house.answers(dana, `review show ${reviewId}`)
  expect(shown.state).toMatchObject({
    status: 'confirmed',
    products: [{ units: { serials: ['765100', '765101'] } }],
  })
  expect(await house.says(dana, `review show ${reviewId}`)).toMatch(
    /\(confirmed\)\nOn 20[\s\S]*Confirmed by a person:[\s\S]*"765101"/,
  )
})

test('what was not all read needs the products of a person, each bad field named', async () => {
  house.write('unclear.txt', 'GTIN 00085412091570, serials 765100 and similar units in the western depot')
  const { reviewId } = await house.answers(dana, `review open unclear.txt ${about}`)
  await house.says(dana, `review confirm ${reviewId} --as-read`, 1)
  await house.says(dana, `review confirm ${reviewId}`, 2)
  house.write('bad.json', '[{"productId":"P1"}]')
  expect(await house.says(dana, `review confirm ${reviewId} --products bad.json`, 1)).toContain('/products/0')
  house.write('none.json', 'nothing')
  await house.says(dana, `review confirm ${reviewId} --products none.json`, 2)
  await house.says(dana, `review dismiss ${reviewId}`, 2)
  expect(await house.says(dana, `review dismiss ${reviewId} --reason unclear`)).toContain('is dismissed.')
  expect(await house.says(dana, `review show ${reviewId}`)).toMatch(/\(dismissed\)\nOn 20.*: unclear\n/)
})

test('drafts a new notice with what a person confirmed, and asks for what the text does not say', async () => {
  house.write('new.txt', 'GTIN 00085412091570, Serial Numbers: 765100, 765101')
  const { reviewId } = await house.answers(dana, `review open new.txt ${about}`)
  expect(await house.says(dana, `review draft ${reviewId} --reference CLI-7`, 1)).toContain('not confirmed')
  await house.says(dana, `review confirm ${reviewId} --as-read`)
  const bare = await house.says(dana, `review draft ${reviewId} --reference CLI-7`, 1)
  expect(bare).toContain('/content/hazard')
  expect(bare).not.toContain('/content/products')
  await house.says(dana, `review draft ${reviewId} --replaces P1`, 2)
  const rest = {
    action: 'correction',
    recallClass: null,
    sourceStatus: 'notice',
    initiatedOn: '2025-06-02',
    reason: 'A worn latch can open.',
    hazard: 'Therapy may be interrupted.',
    injuries: null,
    instructions: ['Take listed pumps out of service.'],
    contact: { name: 'Recall desk', phone: '800-555-0142', email: 'recalls@baxter.example.com' },
  }
  house.write('rest.json', JSON.stringify(rest))
  const said = await house.says(dana, `review draft ${reviewId} --reference CLI-7 --content rest.json`)
  expect(said).toContain('a draft that waits for a second person')
})

test('another role has no reviews', async () => {
  await house.says('Marcus Hale', 'review list', 4)
})

test('lists every page of them', async () => {
  const item = (letter: string) => ({
    reviewId: letter.repeat(26),
    organisationId: 'f'.repeat(26),
    title: `Letter ${letter}`,
    name: 'Pump',
    manufacturer: 'Northwind',
    source: 'Handed in',
    textHash: 'a'.repeat(64),
    openedAt: '2025-06-20T14:00:00.000Z',
    openedBy: 'person',
    status: 'open',
    characters: 12,
  })
  const pages: Readonly<Record<string, object>> = {
    '?status=open': { items: [item('b')], open: 2, next: 'more' },
    '?status=open&after=more': { items: [item('c')], open: 2 },
  }
  const { stdout } = await runCommandLine(commands, ['review', 'list', '--status', 'open'], {
    env: { RECALLWIRE_URL: 'http://recalls.example.org', RECALLWIRE_KEY: 'rw_key' },
    workingFolder: '/',
    fetch: async (input, init) => Response.json(pages[new URL(new Request(input, init).url).search]),
    stdin: (async function* () {})(),
    stderr: undefined,
    now: () => 0,
    newId: () => 'new-id',
  })
  expect(stdout).toMatch(/Letter b\n.*Letter c\n\n2 reviews open\.\n$/)
})
