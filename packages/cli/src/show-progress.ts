import { SingleBar } from 'cli-progress'
import { renderProgress } from './render-progress.ts'

export type ShownProgress = Disposable & { sent(bytes: number): void }

/** On a terminal one line that is painted over; elsewhere, as in a log, a plain line every two seconds and one at the end. */
export function showProgress(
  stream: NodeJS.WritableStream | undefined,
  total: number,
  now: () => number,
): ShownProgress {
  if (stream === undefined) return { sent: () => undefined, [Symbol.dispose]: () => undefined }
  const startedAt = now()
  let sentAt: number | undefined
  const bar = new SingleBar({
    stream,
    noTTYOutput: true,
    notTTYSchedule: 2_000,
    // The terminal keeps its settings and Ctrl-C its meaning: the bar's own handler would only stop the bar.
    gracefulExit: false,
    linewrap: true,
    // Once all is sent the rate stands: what follows is the server's time.
    format: (_options, { value }) =>
      renderProgress({ sent: value, total, elapsedMs: (sentAt ?? now()) - startedAt }),
  })
  bar.start(total, 0)
  return {
    sent: (bytes) => {
      if (bytes >= total) sentAt ??= now()
      bar.update(bytes)
    },
    [Symbol.dispose]: () => bar.stop(),
  }
}
