import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultLadders } from '@recallwire/domain/casework/ladder-rules.ts'
import { viewLadders } from '@recallwire/domain/views/ladder-view.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCommandLine } from '../command-line.ts'
import { commands } from '../commands.ts'

const id = (letter: string) => letter.repeat(26)
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
const path = `/v1/recalls/${id('r')}/ladders`
const own = { replyDue: 3, rungs: [{ kind: 'reminder' as const, after: 2 }] }
const changed = {
  recallId: id('r'),
  firmOrganisationId: id('f'),
  version: 4,
  set: { II: own },
  changedAt: '2025-06-22T15:00:00.000Z',
  changedBy: 'editor',
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-ladders-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function run(...words: readonly string[]) {
  const sent: unknown[] = []
  const printed = await runCommandLine(commands, ['ladders', ...words], {
    env: { RECALLWIRE_URL: 'http://recalls.example.org', RECALLWIRE_KEY: 'rw_key' },
    workingFolder: folder,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      if (request.method === 'POST') sent.push(await request.json())
      const { pathname } = new URL(request.url)
      return Response.json(pathname === path ? viewLadders(id('r'), changed) : [recall])
    },
    stdin: (async function* () {})(),
    stderr: undefined,
    now: () => 0,
    newId: () => 'new-id',
  })
  return { ...printed, sent }
}

test('ladders show lists every step of every class in the order of its days', async () => {
  const { stdout, exitCode } = await run('show', 'FA-1')
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/I +1 +reminder +default\nI +2 +reply due +default/)
  expect(stdout).toMatch(/II +2 +reminder +this recall\nII +3 +reply due +this recall/)
  expect(stdout).not.toMatch(new RegExp(`II +${defaultLadders.II.rungs[0]?.after} +reminder`))
})

test('ladders set sends the file with the version that was read', async () => {
  await writeFile(join(folder, 'ladder.json'), JSON.stringify(own))
  const { sent, exitCode } = await run('set', 'FA-1', 'ladder.json', '--class', 'II')
  expect([exitCode, sent]).toEqual([0, [{ recallClass: 'II', ladder: own, basedOn: 4 }]])
})

test('ladders default takes the ladder of a class back', async () => {
  const { sent } = await run('default', 'FA-1', '--class', 'III')
  expect(sent).toEqual([{ recallClass: 'III', ladder: null, basedOn: 4 }])
})

test.each([
  [['set', 'FA-1', 'ladder.json'], '--class'],
  [['set', 'FA-1', '--class', 'II'], 'a JSON file'],
  [['set', 'FA-1', 'wrong.json', '--class', 'II'], 'is not a ladder'],
  [['default', 'FA-1', '--class', 'IV'], '--class'],
])('ladders %s sends nothing and says what is missing', async (words, says) => {
  await writeFile(join(folder, 'wrong.json'), '{"rungs": []}')
  const ran = await run(...words)
  expect([ran.exitCode, ran.sent]).toEqual([2, []])
  expect(ran.stderr).toContain(says)
})
