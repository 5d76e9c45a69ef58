import type { Mailer, OutgoingMail } from '@recallwire/ports/mailer.ts'

const never = new AbortController().signal

/** Hands everything over, so many on the way at a time; throws where one is not accepted. */
export async function sendAll(
  mailer: Pick<Mailer, 'send'>,
  mails: readonly OutgoingMail[],
  atOnce = 16,
): Promise<void> {
  let next = 0
  const sendInTurn = async (): Promise<void> => {
    for (let mail = mails[next]; mail !== undefined; mail = mails[next]) {
      next += 1
      const outcome = await mailer.send(mail, never)
      if (outcome.kind !== 'accepted') throw new Error(`the mail service did not accept: ${outcome.reason}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, sendInTurn))
}
