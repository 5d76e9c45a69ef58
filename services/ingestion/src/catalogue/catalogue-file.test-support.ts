/** An invented device as the GUDID release files have it: the first DI is the primary one, each further one a package. */
export type FileDevice = {
  readonly recordKey: string
  readonly dis: readonly string[]
  readonly version?: number
  readonly brand?: string
}

const identifiersOf = ({ dis }: FileDevice) =>
  dis.map((di, index) => ({
    deviceId: di,
    deviceIdType: index === 0 ? 'Primary' : 'Package',
    deviceIdIssuingAgency: 'GS1',
    containsDINumber: index === 0 ? '' : (dis[index - 1] ?? ''),
  }))

const leavesOf = ({ recordKey, version = 1, brand = 'Breeze' }: FileDevice) => ({
  publicDeviceRecordKey: recordKey,
  publicVersionNumber: `${version}`,
  publicVersionDate: '2024-01-02',
  companyName: 'Northwind Devices Inc.',
  brandName: brand,
  lotBatch: 'true',
})

export const jsonLine = (device: FileDevice): string =>
  `${JSON.stringify({ ...leavesOf(device), identifiers: identifiersOf(device) })}\n`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const elements = (leaves: Readonly<Record<string, string>>): string =>
  Object.entries(leaves)
    .map(([name, text]) => (text === '' ? `<${name}/>` : `<${name}>${escaped(text)}</${name}>`))
    .join('\n')

const deviceElement = (device: FileDevice): string => `<device xmlns="http://www.fda.gov/cdrh/gudid">
${elements(leavesOf(device))}
<identifiers>${identifiersOf(device)
  .map((identifier) => `<identifier>${elements(identifier)}</identifier>`)
  .join('')}</identifiers>
<deviceSizes><deviceSize><size><unit>Inch</unit><value>1</value></size></deviceSize></deviceSizes>
<contacts><customerContact><phone>+1(555)555-0100</phone></customerContact></contacts>
</device>`

export const releaseXml = (...devices: readonly FileDevice[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<gudid><header><fileSequence>1</fileSequence></header>
${devices.map(deviceElement).join('\n')}\n</gudid>\n`
