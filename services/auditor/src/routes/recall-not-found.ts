import { problem } from '@recallwire/runtime/problem.ts'

/** One answer for a recall that does not exist and for one that is not this reader's to see. */
export const recallNotFound = () =>
  problem(404, 'No such recall', { detail: 'There is no recall with this id that you may read.' })
