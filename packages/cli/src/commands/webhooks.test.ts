import { expect, test } from 'vitest'
import { runCommandLine } from '../command-line.ts'
import { commands } from '../commands.ts'

const id = (letter: string) => letter.repeat(26)
const at = '2025-06-20T14:00:00.000Z'
const endpoint = {
  endpointId: id('w'),
  organisationId: id('o'),
  facilityId: id('s'),
  facilityName: 'Northmere General',
  url: 'https://cmms.example.org/recalls',
  state: 'verified',
  createdAt: at,
}
const delivery = {
  deliveryId: id('d'),
  facilityId: id('s'),
  caseId: id('c'),
  recallId: id('r'),
  about: 'initial',
  body: '{}',
  state: 'exhausted',
  createdAt: at,
  nextAttemptAt: at,
  tries: 8,
  attempts: [{ at, tookMs: 9, status: 503 }],
}
const facility = {
  facilityId: id('s'),
  organisationId: id('o'),
  code: 'NGH',
  name: 'Northmere General',
  address: { street: '1 Main Street', city: 'Northmere', postalCode: '1', country: 'US' },
  timeZone: 'America/Chicago',
  provisional: false,
  createdAt: at,
}
const one = `/v1/webhooks/${id('w')}`
const answers: Readonly<Record<string, unknown>> = {
  'GET /v1/webhooks': [endpoint],
  'POST /v1/webhooks': endpoint,
  'GET /v1/facilities': [facility],
  [`GET ${one}/secret`]: { secrets: ['whsec_bmV3', 'whsec_b2xk'] },
  [`GET ${one}/deliveries`]: [delivery],
  [`POST ${one}/verify`]: endpoint,
  [`POST ${one}/deliveries/${id('d')}/resend`]: delivery,
}

async function run(...words: readonly string[]) {
  const sent: { path: string; body: unknown }[] = []
  const printed = await runCommandLine(commands, ['webhooks', ...words], {
    env: { RECALLWIRE_URL: 'http://recalls.example.org', RECALLWIRE_KEY: 'rw_key' },
    workingFolder: '/',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { pathname } = new URL(request.url)
      if (request.method === 'POST') sent.push({ path: pathname, body: await request.json() })
      return Response.json(answers[`${request.method} ${pathname}`])
    },
    stdin: (async function* () {})(),
    stderr: undefined,
    now: () => 0,
    newId: () => 'new-id',
  })
  return { ...printed, sent }
}

test.each([
  [[], /Northmere General +https:\/\/cmms.example.org\/recalls +verified/],
  [['secret', id('w')], /^whsec_bmV3\nwhsec_b2xk/],
  [['deliveries', id('w')], /initial +exhausted +8 +503/],
])('webhooks %j prints what is there and changes nothing', async (words, says) => {
  const { exitCode, stdout, sent } = await run(...words)
  expect([exitCode, sent]).toEqual([0, []])
  expect(stdout).toMatch(says)
})

test('webhooks add registers the address for the site that is named', async () => {
  const { exitCode, sent } = await run('add', endpoint.url, '--facility', 'NGH')
  const body = { facilityId: id('s'), url: endpoint.url }
  expect([exitCode, sent]).toEqual([0, [{ path: '/v1/webhooks', body }]])
})

test.each([
  [['verify', id('w')], `${one}/verify`],
  [['resend', id('w'), id('d')], `${one}/deliveries/${id('d')}/resend`],
])('webhooks %j is sent once', async (words, path) => {
  const { exitCode, sent } = await run(...words)
  expect([exitCode, sent]).toEqual([0, [{ path, body: {} }]])
})

test.each([
  [['add', endpoint.url], '--facility'],
  [['verify'], 'the id of a webhook'],
  [['resend', id('w')], 'the id of the message'],
])('webhooks %j sends nothing and says what is missing', async (words, says) => {
  const ran = await run(...words)
  expect([ran.exitCode, ran.sent]).toEqual([2, []])
  expect(ran.stderr).toContain(says)
})
