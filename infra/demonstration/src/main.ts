import { randomBytes } from 'node:crypto'
import { readConfig } from '@recallwire/runtime/config.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import { demonstrationConfigSchema } from './config.ts'
import { demonstrate } from './demonstrate.ts'

try {
  const config = readConfig(demonstrationConfigSchema, process.env)
  const links = await demonstrate(config, {
    random: randomBytes,
    tell: (line) => console.log(line),
    patienceMs: 300_000,
  })
  console.log('\nEach link signs one person in, once; another run prints new ones:\n')
  for (const { name, organisation, part, url } of links)
    console.log(`  ${name}, ${organisation} (${part})\n    ${url}`)
} catch (error) {
  console.error(findRecallError(error)?.message ?? error)
  process.exitCode = 1
}
