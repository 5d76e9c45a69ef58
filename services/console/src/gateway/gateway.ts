import type { FileReply } from '@recallwire/runtime/route.ts'
import type { Owner } from './owned-routes.ts'
import { type Asked, openProxy } from './proxy.ts'

/** The way from the public listener to the processes that own the API. */
export interface Gateway {
  /** Addresses of a service in the order in which to try them: each call begins with another. */
  urlsOf(owner: Owner): readonly string[]
  /** Hands a request on as it arrives, and the answer as it comes. Throws RecallError `upstream-unavailable`. */
  ask(owner: Owner, asked: Asked): Promise<FileReply>
  close(): void
}

/** `addresses` are those of every process of each service: at least one. */
export function openGateway(addresses: Readonly<Record<Owner, readonly string[]>>): Gateway {
  const turns = new Map<Owner, number>()
  const proxy = openProxy()
  const urlsOf = (owner: Owner): readonly string[] => {
    const all = addresses[owner]
    const turn = (turns.get(owner) ?? 0) % all.length
    turns.set(owner, turn + 1)
    return [...all.slice(turn), ...all.slice(0, turn)]
  }
  return {
    urlsOf,
    ask: (owner, asked) => proxy.ask(urlsOf(owner), asked),
    close: () => proxy.close(),
  }
}
