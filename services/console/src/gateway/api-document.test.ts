import { describe, expect, test } from 'vitest'
import { createApiDocument } from './api-document.ts'

const signal = new AbortController().signal
const gateway = { urlsOf: (owner: string) => [`http://${owner}:4800`] }
const describedBy: Record<string, unknown> = {
  'http://ingestion:4800/openapi.json': {
    openapi: '3.1.0',
    paths: { '/v1/devices': { post: { summary: 'Report' } } },
    components: { schemas: {} },
  },
  'http://matcher:4800/openapi.json': { paths: { '/v1/devices': { get: { summary: 'List' } } } },
  'http://notifier:4800/openapi.json': { paths: { '/v1/cases': { get: { summary: 'Cases' } } } },
  'http://auditor:4800/openapi.json': { paths: {} },
}

function open() {
  let now = 0
  const asked: string[] = []
  const away = new Set<string>()
  const get = async (url: unknown) => {
    asked.push(String(url))
    if (away.has(String(url))) throw new TypeError('fetch failed')
    return Response.json(describedBy[String(url)])
  }
  const document = createApiDocument(gateway, get, () => now)
  return { document, asked, away, pass: (ms: number) => (now += ms) }
}

describe('the document of the whole API', () => {
  test('has what every service answers, methods of one path together', async () => {
    const { document } = open()
    expect(await document(signal)).toEqual({
      openapi: '3.1.0',
      paths: {
        '/v1/devices': { post: { summary: 'Report' }, get: { summary: 'List' } },
        '/v1/cases': { get: { summary: 'Cases' } },
      },
      components: { schemas: {} },
    })
  })

  test('is asked for once a minute', async () => {
    const { document, asked, pass } = open()
    await document(signal)
    pass(59_000)
    await document(signal)
    expect(asked).toHaveLength(4)
    pass(1_000)
    await document(signal)
    expect(asked).toHaveLength(8)
  })

  test('is never a part: without one service there is none, and with it there is again', async () => {
    const { document, away } = open()
    away.add('http://auditor:4800/openapi.json')
    await expect(document(signal)).rejects.toMatchObject({ code: 'upstream-unavailable' })
    away.clear()
    await expect(document(signal)).resolves.toBeDefined()
  })
})
