import { readFile } from 'node:fs/promises'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

/** Texts of PEM files. */
export type TlsTexts = { readonly ca?: string; readonly cert?: string; readonly key?: string }
export type Account = { readonly username: string; readonly password: string }

/**
 * The settings `NAME_TLS…` with their files read; undefined where TLS is off. Throws RecallError `config-invalid`: a file that cannot be
 * read, or settings that do not go together.
 */
export async function readTls(
  name: string,
  isOn: boolean,
  files: { readonly [Part in keyof TlsTexts]: string | undefined },
): Promise<TlsTexts | undefined> {
  const given = Object.entries(files).flatMap(([part, file]) => (file ? [{ part, file }] : []))
  if (!isOn) {
    if (given.length > 0) throw invalid(`the files ${name}_TLS_… need ${name}_TLS=true`)
    return undefined
  }
  if ((files.cert === undefined) !== (files.key === undefined))
    throw invalid(`${name}_TLS_CERT_FILE and ${name}_TLS_KEY_FILE go together`)
  const texts = await Promise.all(
    given.map(async ({ part, file }) => [
      part,
      await readText(file, `${name}_TLS_${part.toUpperCase()}_FILE`),
    ]),
  )
  return Object.fromEntries(texts)
}

/** The settings `NAME_USER`, `NAME_PASSWORD` and `NAME_PASSWORD_FILE`; undefined where nobody signs in. Throws as `readTls`. */
export async function readAccount(
  name: string,
  given: {
    readonly username: string | undefined
    readonly password: string | undefined
    readonly file: string | undefined
  },
): Promise<Account | undefined> {
  const { username, password, file } = given
  const passwords = [password, file].filter((one) => one !== undefined).length
  if (username === undefined && passwords === 0) return undefined
  if (username === undefined || passwords !== 1)
    throw invalid(`${name}_USER goes with one of ${name}_PASSWORD and ${name}_PASSWORD_FILE`)
  const text = password ?? (await readText(file ?? '', `${name}_PASSWORD_FILE`)).replace(/\r?\n$/, '')
  return { username, password: text }
}

async function readText(file: string, setting: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new RecallError('config-invalid', `the file that ${setting} names cannot be read`, { cause })
  }
}

export const invalid = (message: string): RecallError => new RecallError('config-invalid', message)
