import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import { makeSecrets } from './make-secrets.ts'

const help = `The secrets of a distributed installation, each in a file that a process is given by RECALLWIRE_…_FILE.

  node infra/secrets/src/main.ts FOLDER [--public-url URL] [--from DATA]

  FOLDER            where they go; what is there already is kept
  --public-url URL  prints the link with which the first operator signs in
  --from DATA       takes over those of the embedded installation with this data folder

Exit code 0: they are there; 1: they cannot be made; 2: the command line is wrong.`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'public-url': { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean' } },
  })
  const [folder, ...more] = positionals
  if (values.help) console.log(help)
  else if (folder === undefined || more.length > 0) refuse('name one folder')
  else make(resolve(folder), values.from && resolve(values.from), values['public-url'])
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error))
}

function make(folder: string, from: string | undefined, publicUrl: string | undefined): void {
  try {
    const { made, kept, operatorSecret } = makeSecrets(folder, randomBytes, from)
    if (made.length > 0) console.log(`Made in ${folder}: ${made.join(', ')}.`)
    if (kept.length > 0) console.log(`Kept as they are: ${kept.join(', ')}.`)
    if (publicUrl !== undefined)
      console.log(
        `The first operator signs in at ${publicUrl.replace(/\/+$/, '')}/sign-in?link=${operatorSecret}`,
      )
  } catch (error) {
    console.error(findRecallError(error)?.message ?? error)
    process.exitCode = 1
  }
}

function refuse(why: string): void {
  console.error(`${why}\n\n${help}`)
  process.exitCode = 2
}
