import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { expect, onTestFinished, test } from 'vitest'
import { makeTopicsOf } from '../../engines/kafka/make-topics.ts'
import { useEngine } from '../../engines/use-engine.ts'
import { configOf, openLog } from './open-log.ts'
import { createWitness, keys, readBack, startPublishing, topic } from './traffic.ts'

/** `FAULTS_JOINS=50` is what a release is held to. */
const joins = Number(process.env.FAULTS_JOINS ?? 5)

const name = `members that join and leave ${joins} times lose nothing and change no order`

test(name, { timeout: 120_000 + joins * 20_000 }, async ({ skip }) => {
  const kafka = await useEngine('kafka')
  if ('missing' in kafka) return skip(kafka.missing)
  const config = configOf(kafka.address.split(','))
  const topics = await makeTopicsOf(config)
  onTestFinished(() => topics.remove())
  const logs = await Promise.all([openLog(config), openLog(config), openLog(config)])
  const [one, other, guest] = logs
  const witness = createWitness()
  const subscribe = ({ log }: typeof one) =>
    log.subscribe({ topics: [topic], group: 'group', handle: witness.handle })
  await subscribe(one)
  await subscribe(other)
  const publishing = startPublishing(one.log, 20)
  for (let join = 0; join < joins; join += 1) {
    const stay = await subscribe(guest)
    await untilEveryKeyMoved(witness.handled)
    await stay.stop()
    await untilEveryKeyMoved(witness.handled)
  }
  await publishing.stop()
  await eventually(
    'the group has handled all',
    async () => (await one.log.lag('group', [topic])) === 0,
    60_000,
  )
  const { lost } = await readBack(one.log, publishing.acknowledged)
  expect({ lost, skips: witness.skips, faults: logs.flatMap(({ faults }) => faults) }).toEqual({
    lost: [],
    skips: [],
    faults: [],
  })
  expect(witness.handled).toEqual(publishing.acknowledged)
  await Promise.all(logs.map((log) => log.close()))
})

test('the partitions of a member that was frozen past its session go to another, and it does no harm when it thaws', async ({
  skip,
}) => {
  const kafka = await useEngine('kafka')
  if ('missing' in kafka) return skip(kafka.missing)
  const config = configOf(kafka.address.split(','))
  const topics = await makeTopicsOf(config)
  onTestFinished(() => topics.remove())
  const one = await openLog(config)
  const publishing = startPublishing(one.log, 20)
  const frozen = startMember(config)
  await eventually('the member handles every key', () => keys.every((key) => frozen.handled.has(key)), 60_000)
  process.kill(frozen.pid, 'SIGSTOP')
  const witness = createWitness()
  // It takes up where the group is, which is no key's beginning.
  for (const [key, number] of frozen.handled) (witness.handled as Map<string, number>).set(key, number + 1)
  await one.log.subscribe({ topics: [topic], group: 'group', handle: witness.handle })
  await untilEveryKeyMoved(witness.handled)
  process.kill(frozen.pid, 'SIGCONT')
  const thawedAt = frozen.lines()
  await eventually('the thawed member handles again', () => frozen.lines() > thawedAt + 100, 60_000)
  await publishing.stop()
  await eventually(
    'the group has handled all',
    async () => (await one.log.lag('group', [topic])) === 0,
    60_000,
  )
  const { lost } = await readBack(one.log, publishing.acknowledged)
  const handled = new Map(
    keys.map((key) => [key, Math.max(witness.handled.get(key) ?? 0, (frozen.handled.get(key) ?? -1) + 1)]),
  )
  expect({ lost, faults: one.faults, handled }).toEqual({
    lost: [],
    faults: [],
    handled: new Map(publishing.acknowledged),
  })
  await one.close()
})

async function untilEveryKeyMoved(handled: ReadonlyMap<string, number>): Promise<void> {
  const before = new Map(handled)
  const moved = (key: string) => (handled.get(key) ?? 0) > (before.get(key) ?? 0) + 5
  await eventually('every key is handled on', () => keys.every(moved), 60_000)
}

/** A member in a process of its own; `handled` is the highest number of each key that it printed. */
function startMember(config: object) {
  const settings = Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)]))
  const program = join(import.meta.dirname, 'frozen-member.ts')
  const child = spawn(
    process.execPath,
    ['--disable-warning=TimeoutNegativeWarning', program, JSON.stringify(settings)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const handled = new Map<string, number>()
  let lines = 0
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines += 1
    const [key = '', number] = line.split(' ')
    if (number !== undefined) handled.set(key, Math.max(handled.get(key) ?? -1, Number(number)))
  })
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  return { pid: child.pid ?? 0, handled, lines: () => lines }
}
