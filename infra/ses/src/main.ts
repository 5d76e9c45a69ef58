import { once } from 'node:events'
import { startLocalSes } from './local-ses.ts'

const port = Number(process.env.RECALLWIRE_LOCAL_SES_PORT ?? 4566)
const host = process.env.RECALLWIRE_LOCAL_SES_HOST ?? '127.0.0.1'
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  throw new RangeError('RECALLWIRE_LOCAL_SES_PORT: give a port between 0 and 65535')
}

const ses = await startLocalSes({ port, host })
process.stdout.write(`${JSON.stringify({ message: 'local SES listening', url: ses.url })}\n`)
await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
await ses.stop()
