import { expect, test } from 'vitest'
import { runCommandLine } from '../command-line.ts'
import { commands } from '../commands.ts'

const id = (letter: string) => letter.repeat(26)
const verdict = { value: 'affected', productId: 'P1', because: 'serial 1001 is on the list', matchedBy: 'di' }
const proposedAt = '2025-06-22T15:00:00.000Z'
const proposal = {
  kind: 'override',
  value: 'outside',
  reason: 'Rebuilt.',
  firmName: 'Northwind',
  proposedBy: { by: 'editor', role: 'manufacturer-editor' },
  proposedAt,
  basis: { revision: 1, verdict, factsHash: 'f', scopeHash: 's' },
  changed: [],
}
const unit = (letter: string, serial: string) => ({
  matchId: id(letter),
  custodyId: id('c'),
  facilityId: id('s'),
  facts: { di: '09506000134352', serial },
  revision: 1,
  verdict,
})
const waiting = { ...unit('m', '1001'), proposal }
const recall = {
  recallId: id('r'),
  firmOrganisationId: id('f'),
  firmName: 'Northwind',
  reference: 'FA-1',
  aliases: [],
  status: 'published',
  revision: 1,
  title: 'Pumps may stop',
  heading: 'URGENT: MEDICAL DEVICE RECALL',
  recallClass: null,
  action: 'correction',
  sourceStatus: 'notice',
  initiatedOn: '2025-06-02',
}
const counts = { affected: 3, possible: 0, outside: 0 }
const pages: Readonly<Record<string, unknown>> = {
  '/v1/recalls': [recall],
  [`/v1/recalls/${id('r')}/matches`]: { counts, items: [waiting], next: 'more' },
  [`/v1/recalls/${id('r')}/matches?after=more`]: { counts, items: [unit('n', '2002'), unit('o', '2002')] },
  [`/v1/recalls/${id('r')}/matches?override=proposed`]: { counts, items: [waiting] },
  [`/v1/recalls/${id('r')}/matches/${id('m')}`]: waiting,
}

/** The installation as far as the command asks it; every POST is answered with the unit. */
async function run(...words: readonly string[]) {
  const sent: { path: string; body: unknown; key: string | null }[] = []
  const answerOf = (address: URL, request: Request, body: string): unknown => {
    if (request.method === 'GET') return pages[address.pathname + address.search]
    const key = request.headers.get('idempotency-key')
    sent.push({ path: address.pathname, body: JSON.parse(body), key })
    return waiting
  }
  const printed = await runCommandLine(commands, ['override', ...words], {
    env: { RECALLWIRE_URL: 'http://recalls.example.org', RECALLWIRE_KEY: 'rw_key' },
    workingFolder: '/',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const found = answerOf(new URL(request.url), request, await request.clone().text())
      return Response.json(found ?? { type: 'about:blank', title: 'No such page', status: 404 }, {
        status: found === undefined ? 404 : 200,
      })
    },
    stdin: (async function* () {})(),
    stderr: undefined,
    now: () => 0,
    newId: () => 'new-id',
  })
  return { ...printed, sent }
}
const path = `/v1/recalls/${id('r')}/matches/${id('m')}/override`

test.each([
  [
    ['propose', 'FA-1', '1001', '--value', 'outside', '--reason', 'Rebuilt.'],
    '',
    { value: 'outside', reason: 'Rebuilt.' },
  ],
  [['withdraw', 'FA-1', '1001', '--reason', 'Another unit.'], '/withdraw', { reason: 'Another unit.' }],
  [['confirm', 'FA-1', '1001'], '/confirm', { proposedAt }],
  [['decline', 'FA-1', id('m')], '/decline', { proposedAt }],
])('override %s is sent once, for the unit that is meant', async (words, step, body) => {
  const { exitCode, sent, stdout } = await run(...words)
  expect([exitCode, sent]).toEqual([0, [{ path: `${path}${step}`, body, key: 'new-id' }]])
  expect(stdout).toContain('1001 is affected')
})

test('override list shows what waits', async () => {
  const { stdout } = await run('list', 'FA-1')
  expect(stdout).toMatch(/^FA-1: 1 proposal to be decided\n\nUNIT .*\n1001 +affected +outside +affected/)
})

test.each([
  [['propose', 'FA-1', '1001'], 2, '--value and --reason'],
  [['withdraw', 'FA-1', '1001'], 2, '--reason'],
  [['confirm', 'FA-1'], 2, 'the unit'],
  [['undo', 'FA-1'], 2, '--action'],
  [['confirm', 'FA-1', '2002'], 1, `names 2 units`],
  [['confirm', 'FA-1', '9999'], 1, 'has the serial "9999"'],
])('override %s ends with %i and says what is missing', async (words, exitCode, says) => {
  const ran = await run(...words)
  expect([ran.exitCode, ran.sent]).toEqual([exitCode, []])
  expect(ran.stderr).toContain(says)
})
