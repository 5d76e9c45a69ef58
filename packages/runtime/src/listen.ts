import type { FastifyInstance } from 'fastify'
import { RecallError } from './recall-error.ts'

type Address = { readonly host: string; readonly port: number }

/** Opens the port and says which one it is. Throws RecallError `port-in-use`, or `config-invalid` when it may not be opened. */
export const listenOn = async (app: FastifyInstance, address: Address): Promise<Address> => {
  try {
    await app.listen(address)
  } catch (error) {
    throw explain(error, address)
  }
  const bound = app.server.address()
  return typeof bound === 'object' && bound !== null ? { host: bound.address, port: bound.port } : address
}

const explain = (error: unknown, { host, port }: Address): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new RecallError(
      'port-in-use',
      `Port ${port} on ${host} is used by another program; stop it or choose another port.`,
      {
        cause: error,
      },
    )
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new RecallError(
      'config-invalid',
      `Port ${port} on ${host} cannot be opened; choose another address or port.`,
      {
        cause: error,
      },
    )
  }
  return error
}
