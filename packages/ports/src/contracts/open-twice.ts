import type { BackEnd } from '../back-end.ts'

/**
 * Opens fresh, empty data twice, as two processes would: `one` and `other` see the same documents and the same log, and
 * share nothing in memory. `close` closes both and removes the data.
 */
export type OpenTwice = () => Promise<Opened>

export type Opened = { readonly one: BackEnd; readonly other: BackEnd; close(): Promise<void> }

/** Gives a test its own data and closes it however the test ends. */
export const onFresh = (open: OpenTwice) => (work: (opened: Opened) => Promise<void>) => async () => {
  const opened = await open()
  try {
    await work(opened)
  } finally {
    await opened.close()
  }
}
