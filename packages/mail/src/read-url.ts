import { RecallError } from '@recallwire/runtime/recall-error.ts'

const limitMs = 5_000
const mostBytes = 64 * 1024

/**
 * Reads a small text from an address of the mail service, which the caller has checked. Follows no redirect, so that what was
 * checked is what is read. Throws RecallError `upstream-unavailable`.
 */
export const createUrlReader =
  (fetchUrl: typeof fetch) =>
  async (url: string): Promise<string> => {
    try {
      const response = await fetchUrl(url, { redirect: 'error', signal: AbortSignal.timeout(limitMs) })
      if (!response.ok) throw new Error(`answered ${response.status}`)
      return await readBounded(response)
    } catch (cause) {
      throw new RecallError('upstream-unavailable', `${new URL(url).host} did not answer as it should`, {
        cause,
      })
    }
  }

async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > mostBytes) throw new Error(`answered more than ${mostBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
