import type { BackEnd } from '@recallwire/ports/back-end.ts'

/**
 * Whether the stores answer. The log is left out on purpose: while it is away requests are still taken, and their events wait
 * beside the documents.
 */
export const checkStorage = (backEnd: Pick<BackEnd, 'directory'>) => async (): Promise<void> => {
  await backEnd.directory.organisations.get('readiness')
}
