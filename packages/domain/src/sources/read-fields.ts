import { presentText } from './absent-value.ts'
import { addressKeys, recordShapes, type ShapeRow } from './record-shape.ts'
import { parseSourceDate, quoted } from './source-date.ts'
import type { SourceField, SourceKind, SourceProblem } from './source-record.ts'
import { parseSourceClass, parseSourceStatus } from './source-words.ts'
import { splitFirm } from './split-firm.ts'

type Members = ReadonlyMap<string, unknown>
type Fields = Partial<Record<SourceField, string>>
type Reading = { readonly fields: Fields; readonly problems: SourceProblem[] }

/** What a record says, by our names for it. What is absent is left out; what cannot be read is left out and named. */
export function readFields(source: SourceKind, members: Members): Reading {
  const reading: Reading = { fields: {}, problems: [] }
  for (const row of recordShapes[source]) readRow(row, members, reading)
  readFirm(members, reading)
  const deviceName = deviceNameIn(members.get('openfda'))
  if (deviceName !== undefined) reading.fields.deviceName = deviceName
  return reading
}

function readRow({ field, keys, as }: ShapeRow, members: Members, { fields, problems }: Reading): void {
  const texts = keys.flatMap((key) => textsOf(members.get(key), `/${key}`, problems))
  if (texts.length === 0) return
  const text = [...new Set(texts)].join('\n')
  const pointer = `/${keys[0]}`
  switch (as) {
    case 'text':
      fields[field] = text
      return
    case 'date': {
      const read = parseSourceDate(text)
      if (read.kind === 'date') fields[field] = read.date
      else problems.push({ pointer, detail: read.detail })
      return
    }
    case 'class':
    case 'status': {
      const read = as === 'class' ? parseSourceClass(text) : parseSourceStatus(text)
      if (read !== undefined) fields[field] = read
      else problems.push({ pointer, detail: `${quoted(text)} is no ${as} that is known here` })
      return
    }
    default:
      as satisfies never
  }
}

/** The texts of a member: one, or a list of them (`k_numbers`). Anything else is named and left out. */
function textsOf(value: unknown, pointer: string, problems: SourceProblem[]): readonly string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.flatMap((one, index) => {
    const at = Array.isArray(value) ? `${pointer}/${index}` : pointer
    if (one !== null && one !== undefined && typeof one !== 'string' && typeof one !== 'number') {
      problems.push({ pointer: at, detail: 'is not a text' })
      return []
    }
    const text = presentText(one)
    return text === undefined ? [] : [text]
  })
}

function readFirm(members: Members, { fields, problems }: Reading): void {
  const [street, ...place] = addressKeys.map((key) => presentText(members.get(key)))
  const written = textsOf(members.get('recalling_firm'), '/recalling_firm', problems)[0]
  const parts = [street, ...place].filter((part) => part !== undefined)
  if (parts.length > 0) fields.firmAddress = parts.join(', ')
  if (written === undefined) return
  const firm = splitFirm(written, street)
  fields.firmName = firm.name
  if (firm.address !== undefined) {
    fields.firmAddress ??= firm.address
    const detail = `holds an address as well; the firm is read as ${quoted(firm.name)}`
    problems.push({ pointer: '/recalling_firm', detail })
  }
  if (firm.manufacturer !== undefined) fields.manufacturer = firm.manufacturer
  if (firm.told !== undefined) fields.firstNotification ??= firm.told
}

function deviceNameIn(openfda: unknown): string | undefined {
  if (typeof openfda !== 'object' || openfda === null) return undefined
  return presentText(Reflect.get(openfda, 'device_name'))
}
