import type { VerifyReport } from '@recallwire/ledger/recallwire-verify.ts'

/** As the verifier says it; without a key given, the one that was believed is shown to be compared. */
export function renderVerification({ status, message, keys }: VerifyReport, keyGiven: boolean): string {
  const sentence = `${status.toUpperCase().replace('-', ' ')}: ${message}`
  if (keyGiven) return sentence
  const caution =
    'No --key was given, the one inside the bundle was believed. Compare it with the one published:'
  return [
    sentence,
    ...keys.flatMap(({ vkey, sha256 }) => [caution, `  ${vkey}`, `  SHA-256 ${sha256}`]),
  ].join('\n')
}
