import type { ConsigneeInput, FacilityInput } from '@recallwire/domain/directory/facility.ts'
import type { FieldProblem } from '@recallwire/runtime/problem.ts'
import { zoneOfRegion } from './zone-of-region.ts'

/** The facility a firm's account stands for while nobody of the site has signed up, or what is missing to make it. */
export function provisionalFacility(
  consignee: ConsigneeInput,
  pointer: string,
):
  | { readonly kind: 'facility'; readonly input: FacilityInput }
  | { readonly kind: 'problem'; readonly problem: FieldProblem } {
  const { address, accountNumber, name, language } = consignee
  if (address === undefined) {
    const detail = 'is needed to make a facility of this account; or name a known one by facilityId'
    return { kind: 'problem', problem: { pointer: `${pointer}/address`, detail } }
  }
  const timeZone = consignee.timeZone ?? zoneOfRegion(address)
  if (timeZone === undefined) {
    const detail =
      'is needed outside the states of the US: deadlines fall in the zone of the site, e.g. Europe/Vienna'
    return { kind: 'problem', problem: { pointer: `${pointer}/timeZone`, detail } }
  }
  const input = {
    code: accountNumber,
    name,
    address,
    timeZone,
    ...(language === undefined ? {} : { language }),
  }
  return { kind: 'facility', input }
}
