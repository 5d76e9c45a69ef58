/**
 * Tells within one process that there is something to do. Only ever a short cut: another process rings nothing here, so that
 * whoever listens looks by himself from time to time.
 */
export interface Bell {
  ring(): void
  /** Calls back at each ring; what it returns ends that. */
  listen(heard: () => void): () => void
}

export function createBell(): Bell {
  const listeners = new Set<() => void>()
  return {
    ring: () => {
      for (const heard of listeners) heard()
    },
    listen: (heard) => {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
  }
}

/** A rest that a ring ends early. One listens from the start, so that a ring before the rest ends it at once. */
export interface Rest {
  /** What was rung before is known: only a ring from now on counts. */
  begin(): void
  /** Resolves after `ms`, or at a ring. Rejects as soon as the signal is aborted. */
  take(ms: number, signal: AbortSignal): Promise<void>
  end(): void
}

export function createRest(
  listen: Bell['listen'],
  wait: (ms: number, signal: AbortSignal) => Promise<void>,
): Rest {
  let isRung = false
  let early: AbortController | undefined
  const end = listen(() => {
    isRung = true
    early?.abort()
  })
  return {
    begin: () => {
      isRung = false
    },
    take: async (ms, signal) => {
      if (isRung) return
      early = new AbortController()
      const { signal: rung } = early
      await wait(ms, AbortSignal.any([signal, rung])).catch((error: unknown) => {
        if (!rung.aborted || signal.aborted) throw error
      })
      early = undefined
    },
    end,
  }
}
