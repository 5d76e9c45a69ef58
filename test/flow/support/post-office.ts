import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

/** A letter as its reader gets it: out of the .eml file, by a parser that is not ours. */
export type ReceivedLetter = {
  readonly letterId: string
  readonly to: string
  readonly subject: string
  /** What it says first: which letter it is, where the subject is that of the whole thread. */
  readonly heading: string
  readonly text: string
  readonly html: string
  readonly link: string | undefined
  /** The link of a letter that asks whether the address is right. */
  readonly question: string | undefined
  readonly code: string | undefined
}

/** The letters about recalls. */
export const readLetters = async (folder: string): Promise<readonly ReceivedLetter[]> =>
  (await readAll(folder)).filter(({ question }) => question === undefined)

/** The letters that ask contacts whether their address is right. */
export const readQuestions = async (folder: string): Promise<readonly ReceivedLetter[]> =>
  (await readAll(folder)).filter(({ question }) => question !== undefined)

async function readAll(folder: string): Promise<readonly ReceivedLetter[]> {
  const names = readdirSync(join(folder, 'letters')).filter((name) => name.endsWith('.eml'))
  return Promise.all(names.map((name) => readReceived(folder, name)))
}

export async function lettersFor(folder: string, address: string): Promise<readonly ReceivedLetter[]> {
  return (await readLetters(folder)).filter(({ to }) => to === address)
}

/** The letter to an address whose subject or text says something; fails where there is none. */
export async function letterSaying(folder: string, address: string, saying: string): Promise<ReceivedLetter> {
  const letters = await lettersFor(folder, address)
  const found = letters.find(({ subject, text }) => subject.includes(saying) || text.includes(saying))
  if (found === undefined) throw new Error(`no letter to ${address} says "${saying}"`)
  return found
}

const readReceived = (folder: string, name: string): Promise<ReceivedLetter> =>
  parseLetter(name.replace('.eml', ''), readFileSync(join(folder, 'letters', name)))

export async function parseLetter(letterId: string, mime: Uint8Array): Promise<ReceivedLetter> {
  const mail = await new PostalMime().parse(mime)
  const text = mail.text ?? ''
  return {
    letterId,
    to: mail.to?.[0]?.address ?? '',
    subject: mail.subject ?? '',
    heading: text.split('\n')[0] ?? '',
    text,
    html: mail.html ?? '',
    link: /https?:\/\/\S+\/r\/\S+/.exec(text)?.[0],
    question: /https?:\/\/\S+\/v\/\S+/.exec(text)?.[0],
    code: /Type this code there: (\d{6})/.exec(text)?.[1],
  }
}
