/**
 * What the command's end tells a script. `verify` answers as the verifier does: 0 sound, 1 tampered, 2 cannot be checked.
 */
export const exitCodes = {
  ok: 0,
  /** The API refused, the bundle was tampered with, or somebody is left out. */
  refused: 1,
  /** The command line, the environment or a file named on it cannot be used. */
  usage: 2,
  /** No answer in time, or none that this command understands: trying again can help. */
  unreachable: 3,
  /** The key is missing rights, or is no key. */
  'not-allowed': 4,
} as const
