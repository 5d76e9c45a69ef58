import { SingleBar } from 'cli-progress'
import { renderProgress } from './render-progress.ts'

export type ShownProgress = Disposable & { sent(bytes: number): void }

/** On a terminal one line that is painted over; nothing elsewhere, where it would stand in a log or in what another program reads. */
export function showProgress(
  stream: NodeJS.WritableStream | undefined,
  total: number,
  now: () => number,
): ShownProgress {
  if (stream === undefined || !isTerminal(stream))
    return { sent: () => undefined, [Symbol.dispose]: () => undefined }
  const startedAt = now()
  let sentAt: number | undefined
  const bar = new SingleBar({
    stream,
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

const isTerminal = (stream: NodeJS.WritableStream): boolean => 'isTTY' in stream && stream.isTTY === true
