import { availableParallelism, cpus } from 'node:os'
import { csvImport } from './inventory/read-inventory.ts'
import { csvImportStored } from './inventory/store-inventory.ts'
import { logConsume } from './log/log-consume.ts'
import { logPublish } from './log/log-publish.ts'
import { compose } from './mailing/compose.ts'
import { eventToMailNull, eventToMailSes } from './mailing/event-to-mail.ts'
import { quota } from './mailing/quota.ts'
import { recallToMailsNull, recallToMailsSes } from './mailing/recall-to-mails.ts'
import { matchScenarios } from './matching/match.ts'
import { publishLive } from './matching/publish-live.ts'
import { recallToUnits } from './registry/recall-to-units.ts'
import { registryTenMillion } from './registry/registry-10m.ts'
import { runScenarios } from './run-scenarios.ts'
import { udiRead } from './udi-read.ts'

/**
 * Time of the processor and not of the wall, since figures are per core and the machine may be busy with other things. The
 * threads that collect garbage count as well.
 */
const stopwatch = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

process.exitCode = await runScenarios(process.argv.slice(2), {
  scenarios: [
    udiRead,
    ...matchScenarios,
    publishLive,
    recallToUnits,
    registryTenMillion,
    csvImport,
    csvImportStored,
    ...eventToMailNull,
    eventToMailSes,
    recallToMailsNull,
    recallToMailsSes,
    compose,
    quota,
    logPublish,
    logConsume,
  ],
  stopwatch,
  machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`,
  print: (line) => process.stdout.write(`${line}\n`),
})
