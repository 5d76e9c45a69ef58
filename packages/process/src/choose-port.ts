import { createServer } from 'node:net'

/** The port asked for, or a free one for 0: links need the address before the server listens. */
export async function choosePort(port: number, host: string): Promise<number> {
  if (port !== 0) return port
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, host, resolve)
  })
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port was given')
  return address.port
}
