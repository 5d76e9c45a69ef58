import { type VerifyReport, verifyBundle } from '@recallwire/ledger/recallwire-verify.ts'
import { z } from 'zod'
import { defineOfflineCommand } from '../command.ts'
import { done, type Failure, type Outcome } from '../outcome.ts'
import { readGivenFile } from '../read-given-file.ts'
import { renderProblem } from '../render-problem.ts'
import { renderVerification } from '../render-verification.ts'

const exitCodeOf = { ok: 0, tampered: 1, 'cannot-check': 2 } as const

export const verify = defineOfflineCommand({
  name: 'verify',
  summary: 'Check an evidence bundle, offline and without trusting whoever handed it over',
  arguments: [{ flags: '<file>', description: 'the bundle' }],
  options: [
    {
      flags: '--key <vkey>',
      description: 'a key to trust, NAME+ID+BASE64; several times for several (default: the one inside)',
      many: true,
    },
    {
      flags: '--checkpoint <note>',
      description:
        'a checkpoint kept from earlier, that the ledger must have grown from; several times for several',
      many: true,
    },
  ],
  examples: [
    'verify FA-2025-019.bundle --key "$VKEY"',
    'verify FA-2025-019.bundle --key "$VKEY" --checkpoint june.note --json',
  ],
  remarks: 'Exit codes: 0 sound, 1 tampered with, 2 cannot be checked. No key of the API is needed.',
  input: z.strictObject({ file: z.string(), key: z.array(z.string()), checkpoint: z.array(z.string()) }),
  work: async ({ file, key, checkpoint }, { workingFolder }) => {
    const read = await Promise.all([file, ...checkpoint].map((name) => readGivenFile(workingFolder, name)))
    const unread = read.find((answer): answer is Failure => answer.kind !== 'ok')
    if (unread !== undefined) return cannotCheck(renderProblem(unread.problem))
    const [bytes = new Uint8Array(), ...checkpoints] = read.flatMap((answer) =>
      answer.kind === 'ok' ? [answer.value] : [],
    )
    const report = verifyBundle(bytes, { checkpoints, ...(key.length === 0 ? {} : { keys: key }) })
    return outcomeOf(report, key.length > 0)
  },
})

const cannotCheck = (message: string): Outcome =>
  outcomeOf({ status: 'cannot-check', message: message.replaceAll('\n', ': '), keys: [] }, false)

const outcomeOf = (report: VerifyReport, keyGiven: boolean): Outcome => ({
  ...done(report, renderVerification(report, keyGiven)),
  exitCode: exitCodeOf[report.status],
})
