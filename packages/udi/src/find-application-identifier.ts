import {
  type ApplicationIdentifier,
  applicationIdentifiers,
  identifierFamilies,
  internal,
  logisticMeasure,
  measure,
} from './application-identifiers.ts'

/** The AI that `text` has at `start`, if any. No AI is the beginning of another, so there is at most one. */
export function findApplicationIdentifier(
  text: string,
  start = 0,
): { readonly ai: string; readonly identifier: ApplicationIdentifier } | undefined {
  for (const length of [2, 3, 4]) {
    const ai = text.slice(start, start + length)
    const identifier = ai.length === length ? findExact(ai) : undefined
    if (identifier !== undefined) return { ai, identifier }
  }
  return undefined
}

function findExact(ai: string): ApplicationIdentifier | undefined {
  if (Object.hasOwn(applicationIdentifiers, ai)) return applicationIdentifiers[ai]
  if (ai.length === 2) return ai >= '91' && ai <= '99' && isDigit(ai.charAt(1)) ? internal : undefined
  if (ai.length !== 4 || !isDigit(ai.charAt(3))) return undefined
  const stem = ai.slice(0, 3)
  const lastDigit = Number(ai.charAt(3))
  const family = Object.hasOwn(identifierFamilies, stem) ? identifierFamilies[stem] : undefined
  if (family !== undefined) return lastDigit <= family.last ? family.identifier : undefined
  return lastDigit <= 5 ? findMeasure(stem) : undefined
}

/** AIs 3100 to 3695: six digits with the decimal point given by the AI's last digit. */
function findMeasure(stem: string): ApplicationIdentifier | undefined {
  if (![...stem].every(isDigit)) return undefined
  const number = Number(stem)
  const within = (from: number, to: number) => number >= from && number <= to
  if (within(330, 336) || within(340, 349) || within(353, 355) || within(362, 363) || within(367, 369)) {
    return logisticMeasure
  }
  if (number === 337) return { ...measure, needs: [['01']] }
  return within(310, 316) || within(320, 329) || within(350, 357) || within(360, 366) ? measure : undefined
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}
