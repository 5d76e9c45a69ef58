/** A UDI-DI of fourteen digits, as nearly all are, in two numbers of seven digits: these are compared without another text. */
export type GtinHalves = { high: number; low: number }

export const noHalves: Readonly<GtinHalves> = { high: -1, low: -1 }

const half = 7

/** Whether the DI has fourteen digits. */
export function readHalves(halves: GtinHalves, di: string): boolean {
  if (di.length !== 2 * half) return false
  let high = 0
  let low = 0
  for (let at = 0; at < half; at += 1) {
    const first = di.charCodeAt(at) - zero
    const second = di.charCodeAt(at + half) - zero
    if (first < 0 || first > 9 || second < 0 || second > 9) return false
    high = high * 10 + first
    low = low * 10 + second
  }
  halves.high = high
  halves.low = low
  return true
}

const zero = 48
