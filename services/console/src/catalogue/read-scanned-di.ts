import { normaliseDi } from '@recallwire/domain/device/device-identifier.ts'
import { parseUdi } from '@recallwire/udi/parse-udi.ts'

/** The UDI-DI of what a person typed, pasted or scanned: a bare one, or that of a whole UDI; else the text itself, to be looked up as it is. */
export function readScannedDi(text: string, today: string): string {
  const bare = normaliseDi(text)
  if (bare.kind === 'di') return bare.di
  return parseUdi(text, { today }).di ?? text.trim()
}
