import { setTimeout as delay } from 'node:timers/promises'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** Requests that go out at their times whether those before were answered or not. */
export type OpenLoop = {
  readonly url: string
  readonly authorization: string
  readonly everyMs: number
  readonly bodies: readonly string[]
  /** Tells one loop's idempotency keys from another's. */
  readonly name: string
}

/** Sends all of it from a thread of its own; `startsAt` is when the first goes out, on the clock of `sharedNow`. */
export async function runOpenLoop(loop: OpenLoop, startsAt: number): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { ...loop, startsAt } })
  const ended = Promise.withResolvers<void>()
  worker.once('message', ended.resolve).once('error', ended.reject)
  await ended.promise
  await worker.terminate()
}

/** Milliseconds on one clock for all threads. */
export const sharedNow = (): number => performance.timeOrigin + performance.now()

async function sendAtTimes({ startsAt, ...loop }: OpenLoop & { readonly startsAt: number }): Promise<void> {
  const answers: Promise<void>[] = []
  for (const [index, body] of loop.bodies.entries()) {
    const waitMs = startsAt + index * loop.everyMs - sharedNow()
    if (waitMs > 0) await delay(waitMs)
    answers.push(post(loop, index, body))
  }
  await Promise.all(answers)
}

async function post({ url, authorization, name }: OpenLoop, index: number, body: string): Promise<void> {
  const headers = {
    authorization,
    'content-type': 'application/x-ndjson',
    'idempotency-key': `${name}-${index}`,
  }
  const answer = await fetch(url, { method: 'POST', headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the events were answered ${answer.status}: ${text}`)
}

if (!isMainThread) {
  await sendAtTimes(workerData as OpenLoop & { readonly startsAt: number })
  parentPort?.postMessage('sent')
}
