import type { z } from 'zod'
import type { Api } from './api.ts'
import type { Environment } from './connect.ts'
import { type Answer, failure, type Outcome } from './outcome.ts'

/** What a command may use of the world. */
export type Surroundings = {
  readonly env: Environment
  /** File names on the command line count from here. */
  readonly workingFolder: string
  readonly fetch: typeof fetch
  readonly stdin: AsyncIterable<Uint8Array>
  /** For progress and remarks; undefined where only the answer is wanted. */
  readonly stderr: NodeJS.WritableStream | undefined
  /** Milliseconds since 1970, real time. */
  readonly now: () => number
  /** New at each call. */
  readonly newId: () => string
}

type Named = { readonly flags: string; readonly description: string }

type Described = {
  readonly name: string
  readonly summary: string
  readonly arguments?: readonly Named[]
  /** `many`: may be given several times. */
  readonly options?: readonly (Named & { readonly required?: true; readonly many?: true })[]
  /** Command lines without the leading `recallwire`. */
  readonly examples: readonly string[]
  /** More that `--help` says. */
  readonly remarks?: string
}

/** A command as the command line knows it: `run` takes what was typed, by name, unchecked. */
export type Command = Described & {
  readonly input: z.ZodType
  run(surroundings: Surroundings, connect: () => Answer<Api>, typed: unknown): Promise<Outcome>
}

type Online<Input extends z.ZodType> = Described & {
  readonly input: Input
  readonly ask: (api: Api, input: z.output<Input>, surroundings: Surroundings) => Promise<Outcome>
}

type Offline<Input extends z.ZodType> = Described & {
  readonly input: Input
  readonly work: (input: z.output<Input>, surroundings: Surroundings) => Promise<Outcome>
}

/** A command that asks the API. */
export function defineCommand<Input extends z.ZodType>({ ask, ...described }: Online<Input>): Command {
  return {
    ...described,
    run: async (surroundings, connect, typed) => {
      const input = described.input.safeParse(typed)
      if (!input.success) return unusable(input.error)
      const api = connect()
      return api.kind === 'ok' ? ask(api.value, input.data, surroundings) : api
    },
  }
}

/** A command that needs no API, and so neither address nor key. */
export function defineOfflineCommand<Input extends z.ZodType>({
  work,
  ...described
}: Offline<Input>): Command {
  return {
    ...described,
    run: async (surroundings, _connect, typed) => {
      const input = described.input.safeParse(typed)
      return input.success ? work(input.data, surroundings) : unusable(input.error)
    },
  }
}

function unusable(error: z.ZodError): Outcome {
  const reasons = error.issues.map(({ path, message }) => `${optionOf(path.join('.'))}: ${message}`)
  return failure('usage', 'The command line is not usable', `${reasons.join('; ')}.`)
}

/** As it is typed: `asOf` is `--as-of`. */
const optionOf = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
