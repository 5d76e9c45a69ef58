import { checkLastDigit } from '@recallwire/udi/gtin.ts'
import type { Agency, IdentifierProblem } from './catalogue-record.ts'

type Checked = { readonly di: string; readonly problem?: Omit<IdentifierProblem, 'field'> }

/** A DI as catalogues write it, compared with the form its agency gives it. What does not fit is kept, never repaired. */
export function checkIdentifier(agency: Agency, text: string): Checked {
  const di = text.trim().toUpperCase()
  const problem = problemOf(agency, di)
  return problem === undefined ? { di } : { di, problem }
}

function problemOf(agency: Agency, di: string): Checked['problem'] {
  switch (agency) {
    case 'gs1':
      return problemOfGtin(di)
    case 'hibcc':
      return problemOfHibcc(di)
    case 'iccbba':
      return /^([A-Z0-9]{16}|[A-Z0-9]{10})$/.test(di)
        ? undefined
        : {
            code: 'iccbba-form',
            message: `${di} is not a DI of ICCBBA: 16 letters and digits, or 10 for a bag`,
          }
    case 'ndc':
      return /^[0-9][0-9-]{8,12}[0-9]$/.test(di)
        ? undefined
        : { code: 'ndc-form', message: `${di} is not an NDC or NHRIC number: 10 or 11 digits` }
    case 'unknown':
      return {
        code: 'agency-unknown',
        message: `the agency that issued ${di} is not GS1, HIBCC, ICCBBA or NDC`,
      }
    default:
      return agency satisfies never
  }
}

/** GUDID asks for all 14 digits: a shorter number may have lost a zero or another digit, and nobody can tell which. */
function problemOfGtin(di: string): Checked['problem'] {
  if (!/^\d*$/.test(di)) {
    return { code: 'gtin-characters', message: `${di} is filed under GS1, whose DIs have digits only` }
  }
  if (di.length !== 14) {
    return { code: 'gtin-length', message: `${di} has ${di.length} digits: a DI of GS1 has 14` }
  }
  const problem = checkLastDigit(di, 'di')
  return problem === undefined ? undefined : { code: 'check-digit', message: problem.message }
}

function problemOfHibcc(di: string): Checked['problem'] {
  if (/^[A-Z][A-Z0-9]{5,22}$/.test(di)) return undefined
  return /^\d{12,14}$/.test(di)
    ? { code: 'gtin-under-hibcc', message: `${di} is a number of GS1 that is filed under HIBCC` }
    : {
        code: 'hibcc-form',
        message: `${di} is not a DI of HIBCC: a letter, then 5 to 22 letters and digits, without + and check character`,
      }
}
