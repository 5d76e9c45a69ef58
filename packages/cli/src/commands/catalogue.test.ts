import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runCommandLine } from '../command-line.ts'
import { commands } from '../commands.ts'

const record = {
  recordKey: 'K1',
  version: { number: 2 },
  company: 'Northwind Devices',
  brand: 'Breeze',
  identifiers: [
    { di: '09506000134352', type: 'primary', agency: 'gs1' },
    { di: '19506000134359', type: 'package', agency: 'gs1', containedDi: '09506000134352', quantity: 12 },
  ],
  onLabel: { lot: true, serial: false, expiryDate: true, manufactureDate: false, donationId: false },
  distribution: {},
}
const device = {
  di: '09506000134352',
  records: [record],
  links: [{ di: '19506000134359', recordKey: 'K1', sure: false }],
}
const imported = {
  importId: 'i'.repeat(26),
  status: 'committed',
  records: 2,
  changed: 1,
  refused: 1,
  refusals: [{ row: 7, field: 'identifiers', reason: 'names neither a record key nor a primary DI' }],
  startedAt: '2025-06-20T14:00:00.000Z',
}

/** The installation as far as the command asks it; `refusedBefore` keys were answered with a refusal once. */
async function run(words: readonly string[], input = '', refusedBefore = 0, change: object = {}) {
  const sent: { type: string | null; key: string | null; body: string }[] = []
  const answered = await runCommandLine(commands, ['catalogue', ...words], {
    env: { RECALLWIRE_URL: 'http://recalls.example.org', RECALLWIRE_KEY: 'rw_key' },
    workingFolder: '/',
    fetch: async (target, init) => {
      const request = new Request(target, init)
      const { pathname } = new URL(request.url)
      if (request.method === 'GET' && pathname === '/v1/catalogue/devices/09506000134352')
        return Response.json(device)
      if (pathname !== '/v1/catalogue/import')
        return Response.json({ title: 'Not there', status: 404 }, { status: 404 })
      const { headers } = request
      sent.push({
        type: headers.get('content-type'),
        key: headers.get('idempotency-key'),
        body: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await request.bytes()),
      })
      if (sent.length > refusedBefore) return Response.json({ ...imported, ...change }, { status: 202 })
      const refusal = { title: 'The file is not a GUDID release', status: 400 }
      return Response.json(refusal, { status: 400, headers: { 'idempotent-replayed': 'true' } })
    },
    stdin: (async function* () {
      yield new TextEncoder().encode(input)
    })(),
    stderr: undefined,
    now: () => 0,
    newId: () => 'new-id',
  })
  return { ...answered, sent }
}

describe('recallwire catalogue', () => {
  test.each([
    ['{"identifiers":[]}\n', 'application/x-ndjson'],
    ['\ufeff<?xml version="1.0"?><gudid/>', 'application/xml'],
  ])('import sends %j as %s and lists what was refused', async (input, type) => {
    const { exitCode, stdout, sent } = await run(['import', '-'], input)
    expect([exitCode, sent.map((one) => [one.type, one.body])]).toEqual([0, [[type, input]]])
    expect(stdout).toContain('2 records read, 1 of them new or changed, 1 refused.')
    expect(stdout).toMatch(/7 +identifiers +names neither/)
  })

  test('import ends with 1 when every record was refused', async () => {
    const { exitCode, stdout } = await run(['import', '-'], '{}\n', 0, { records: 0, changed: 0 })
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('0 records read')])
  })

  test('import of the same content has the same key, and after an earlier refusal the next one', async () => {
    const sha256 = createHash('sha256').update('{}\n').digest('hex')
    const keyOf = (round: number) =>
      `catalogue-${createHash('sha256')
        .update(JSON.stringify(['recallwire catalogue', sha256, round]))
        .digest('hex')}`
    expect((await run(['import', '-'], '{}\n')).sent.map(({ key }) => key)).toEqual([keyOf(1)])
    expect((await run(['import', '-'], '{}\n', 1)).sent.map(({ key }) => key)).toEqual([keyOf(1), keyOf(2)])
  })

  test('show lists the identifiers and says what a recall finds through them', async () => {
    const { stdout } = await run(['show', '09506000134352'])
    expect(stdout).toContain('Record K1, version 2: Northwind Devices, Breeze')
    expect(stdout).toMatch(/19506000134359 +package +gs1 +12 x 09506000134352/)
    expect(stdout).toContain('A recall of 09506000134352 finds units of 19506000134359 too.')
    expect(stdout).toContain('possible at most')
  })

  test.each([
    [['show', '1'], 1, 'Not there'],
    [['import', 'absent.xml'], 2, 'absent.xml'],
    [['drop', 'all'], 2, '--action'],
  ])('%j ends with %i', async (words, exitCode, says) => {
    const ran = await run(words)
    expect([ran.exitCode, ran.sent]).toEqual([exitCode, []])
    expect(ran.stderr).toContain(says)
  })
})
