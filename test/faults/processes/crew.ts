import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { choosePort } from '@recallwire/process/choose-port.ts'
import type { SpawnedProcess } from './spawn-process.ts'

type Settings = Readonly<Record<string, string>>

/** So many processes on one data folder, each with a port of its own that it keeps when it is started again. */
export type Crew = {
  readonly size: number
  /** The address of one that listens, in turns; where none does, of one that will. */
  baseUrl(): string
  process(index: number): SpawnedProcess
  isReady(index: number): boolean
  ready(index: number): Promise<void>
  allReady(): Promise<void>
  /** SIGKILL where it still lives, and starts it again at once, with more settings than the others where they are given. */
  replace(index: number, settings?: Settings): Promise<void>
  killAll(): Promise<void>
  stopAll(): Promise<void>
}

const opened = /^(Made|Opened)/m

export async function startCrew(
  size: number,
  spawn: (port: number, settings: Settings) => SpawnedProcess,
): Promise<Crew> {
  const ports: number[] = []
  while (ports.length < size) ports.push(await choosePort(0, '127.0.0.1'))
  const processes = ports.map((port) => spawn(port, {}))
  let turn = 0
  const process = (index: number): SpawnedProcess => {
    const found = processes[index]
    if (found === undefined) throw new Error(`the crew has no process ${index}`)
    return found
  }
  const isReady = (index: number) => !process(index).isOver() && opened.test(process(index).said())
  const ready = async (index: number) => {
    await process(index).says(opened)
  }
  return {
    size,
    process,
    isReady,
    ready,
    allReady: async () => {
      await Promise.all(ports.map((_, index) => ready(index)))
    },
    baseUrl: () => {
      turn += 1
      const order = ports.map((_, index) => (index + turn) % size)
      const index = order.find(isReady) ?? order[0] ?? 0
      return `http://127.0.0.1:${ports[index]}`
    },
    replace: async (index, settings = {}) => {
      await process(index).kill()
      processes[index] = spawn(ports[index] ?? 0, settings)
    },
    killAll: async () => {
      await Promise.all(processes.map((each) => each.kill()))
    },
    stopAll: async () => {
      await eventually('every process of the crew listens or is over', () =>
        ports.every((_, index) => isReady(index) || process(index).isOver()),
      )
      await Promise.all(processes.filter((each) => !each.isOver()).map((each) => each.stop()))
    },
  }
}
