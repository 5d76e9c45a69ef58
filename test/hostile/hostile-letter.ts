import type { LetterInput } from '../../services/notifier/src/letters/letter-input.ts'
import { withInitialLetter } from '../../services/notifier/src/letters/testing/sample-case.ts'
import { friday, letterOf, letters } from '../../services/notifier/src/letters/testing/sample-letters.ts'

/** Every text that a letter takes from somebody, each set on its own. */
export const textFields: Readonly<Record<string, (input: LetterInput, text: string) => LetterInput>> = {
  firm: (input, firmName) => ({ ...input, firmName }),
  title: (input, title) => withContent(input, { title }),
  reason: (input, reason) => withContent(input, { reason }),
  hazard: (input, hazard) => withContent(input, { hazard }),
  instruction: (input, text) => withContent(input, { instructions: [text, 'Reply.'] }),
  product: (input, name) =>
    withContent(input, {
      products: input.revision.content.products.map((product) => ({ ...product, name, verbatim: name })),
    }),
  check: (input, text) =>
    withContent(input, {
      checks: input.revision.content.checks.map((check) => ({
        ...check,
        question: text,
        whenPassed: text,
        whenFailed: text,
      })),
    }),
  'firm contact': (input, text) =>
    withContent(input, { contact: { ...input.revision.content.contact, name: text, hours: text } }),
  facility: (input, name) => ({ ...input, facility: { ...input.facility, name } }),
  contact: (input, name) => ({ ...input, contact: { ...input.contact, name } }),
  unit: (input, text) => ({
    ...input,
    on: {
      ...input.on,
      units: input.on.units.map((unit) => ({
        ...unit,
        facts: { ...unit.facts, serial: text, assetTag: text, softwareVersion: text },
        verdict: { ...unit.verdict, because: text },
      })),
    },
  }),
  sender: (input, text) => ({
    ...input,
    on: {
      ...input.on,
      duties: input.on.duties.map((duty) => ({
        ...duty,
        senderName: text,
        reference: text,
        coverNote: text,
      })),
    },
  }),
  person: (input, text) => ({
    ...input,
    receipt: input.receipt && { ...input.receipt, person: { name: text, role: text } },
  }),
}

type Content = LetterInput['revision']['content']
const withContent = (input: LetterInput, change: Partial<Content>): LetterInput => ({
  ...input,
  revision: { ...input.revision, content: { ...input.revision.content, ...change } },
})

export const plainLetter = (): LetterInput => letterOf(withInitialLetter(), friday)
/** A letter with the same texts, of the kind that has nothing attached. */
export function withoutForm(): LetterInput {
  const input = plainLetter()
  return { ...input, plan: { ...input.plan, kind: 'fresh-code' } }
}
export const plainReceipt = (): LetterInput => {
  const receipt = letters.receipt?.()
  if (receipt === undefined) throw new Error('there is no receipt')
  return receipt
}

/** One text in every field at once. */
export const hostileEverywhere = (input: LetterInput, text: string): LetterInput =>
  Object.values(textFields).reduce((letter, set) => set(letter, text), input)
