import { z } from 'zod'

/** A form as it arrives: every value is text, and a name given several times is a list. */
export const formSchema = z.record(
  z.string().max(200),
  z.union([z.string(), z.array(z.string()).max(60_000)]),
)

/** Reads the values of a submitted form; a name it does not have reads as empty. */
export interface FormFields {
  /** Trimmed text. */
  text(name: string): string
  /** Trimmed text, or undefined where nothing was written. */
  optional(name: string): string | undefined
  all(name: string): readonly string[]
  /** Non-empty lines, trimmed. */
  lines(name: string): readonly string[]
  readonly names: readonly string[]
}

export const readFields = (form: z.output<typeof formSchema>): FormFields => {
  const values = new Map(Object.entries(form).map(([name, value]) => [name, [value].flat()]))
  const text = (name: string) => values.get(name)?.[0]?.trim() ?? ''
  return {
    text,
    optional: (name) => text(name) || undefined,
    all: (name) => values.get(name) ?? [],
    lines: (name) =>
      text(name)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    names: [...values.keys()],
  }
}

export const noFields: FormFields = readFields({})
