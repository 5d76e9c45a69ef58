import { availableParallelism, cpus } from 'node:os'
import { ambiguous } from './ambiguous/ambiguous.ts'
import { brokers } from './brokers/brokers.ts'
import { reminders } from './days/days.ts'
import { disk } from './disk/disk.ts'
import { failpoints } from './failpoints/failpoints.ts'
import { fsync } from './fsync/fsync.ts'
import { kill } from './kill/kill.ts'
import { poison } from './poison/poison.ts'
import { runFaults } from './run-faults.ts'
import { sweep } from './sweep/sweep.ts'
import { zombie } from './zombie/zombie.ts'

process.exitCode = await runFaults(process.argv.slice(2), {
  tests: [kill, failpoints, ambiguous, zombie, disk, fsync, poison, reminders, sweep, brokers],
  machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`,
  print: (line) => process.stdout.write(`${line}\n`),
  anySeed: () => Date.now() % 1_000_000,
})
