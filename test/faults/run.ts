import { availableParallelism, cpus } from 'node:os'
import { failpoints } from './failpoints/failpoints.ts'
import { kill } from './kill/kill.ts'
import { runFaults } from './run-faults.ts'

process.exitCode = await runFaults(process.argv.slice(2), {
  tests: [kill, failpoints],
  machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`,
  print: (line) => process.stdout.write(`${line}\n`),
  anySeed: () => Date.now() % 1_000_000,
})
