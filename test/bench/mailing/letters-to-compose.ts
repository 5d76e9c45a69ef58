import { derivedId } from '@recallwire/canonical/derived-id.ts'
import type { LetterInput } from '@recallwire/notifier/letters/letter-input.ts'
import { letters } from '@recallwire/notifier/letters/testing/sample-letters.ts'

/** Of twenty letters, as a recall of some weeks sends them. */
const shares: Readonly<Record<string, number>> = { initial: 11, reminder: 5, supplement: 2, receipt: 2 }

/** So many letters of the usual kinds, each of a facility, a contact and an id of its own. */
export function lettersToCompose(count: number): readonly LetterInput[] {
  const kinds = Object.entries(shares).flatMap(([kind, share]) => {
    const write = letters[kind]
    if (write === undefined) throw new RangeError(`there is no sample of a letter of the kind ${kind}`)
    return Array.from({ length: share }, () => write())
  })
  return Array.from({ length: count }, (_, index) => {
    const input = kinds[index % kinds.length]
    if (input === undefined) throw new RangeError('there is no sample')
    const { facility, contact, plan } = input
    return {
      ...input,
      facility: { ...facility, name: `${facility.name} ${index}` },
      contact: { ...contact, email: `recalls@f${index}.example.org` },
      plan: { ...plan, letterId: derivedId('bench-letter', [index]) },
    }
  })
}
