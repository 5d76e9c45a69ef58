import type { BackEnd } from '../back-end.ts'

/**
 * Opens fresh, empty data twice, as two processes would: `one` and `other` see the same documents and the same log, and
 * share nothing in memory. `close` closes both and removes the data.
 */
export type OpenTwice<Ports extends keyof BackEnd = keyof BackEnd> = () => Promise<Opened<Ports>>

/** `Ports` are those that a suite asks for; a back end with more of them will do. */
export type Opened<Ports extends keyof BackEnd = keyof BackEnd> = {
  readonly one: Pick<BackEnd, Ports>
  readonly other: Pick<BackEnd, Ports>
  close(): Promise<void>
}

/** Gives a test its own data and closes it however the test ends. */
export const onFresh =
  <Ports extends keyof BackEnd = keyof BackEnd>(open: OpenTwice<Ports>) =>
  (work: (opened: Opened<Ports>) => Promise<void>) =>
  async () => {
    const opened = await open()
    try {
      await work(opened)
    } finally {
      await opened.close()
    }
  }
