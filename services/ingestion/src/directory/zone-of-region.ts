/** The zone most of a US state or territory keeps, by its postal abbreviation (US Naval Observatory, 15 U.S.C. 260-267). */
const zones: Readonly<Record<string, string>> = {
  'America/New_York': 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV',
  'America/Chicago': 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI',
  'America/Denver': 'CO ID MT NM UT WY',
  'America/Phoenix': 'AZ',
  'America/Los_Angeles': 'CA NV OR WA',
  'America/Anchorage': 'AK',
  'Pacific/Honolulu': 'HI',
  'America/Puerto_Rico': 'PR VI',
  'Pacific/Guam': 'GU MP',
  'Pacific/Pago_Pago': 'AS',
}

/**
 * A firm's list of accounts has addresses and no time zones. In a state with two zones the larger one is taken: the
 * facility corrects it when it signs up, and until then a deadline may stand an hour off.
 */
export function zoneOfRegion(address: { readonly country: string; readonly region?: string | undefined }) {
  const region = address.region?.trim().toUpperCase()
  if (address.country !== 'US' || region === undefined || !/^[A-Z]{2}$/.test(region)) return undefined
  return Object.entries(zones).find(([, regions]) => regions.split(' ').includes(region))?.[0]
}
