/** A day as a number (2025-06-20 as 20250620), which orders like its text; undefined where it is not written in full. */
export function dayNumber(date: string): number | undefined {
  if (date.length !== 10 || date.charCodeAt(4) !== dash || date.charCodeAt(7) !== dash) return undefined
  let day = 0
  for (let at = 0; at < 10; at += 1) {
    if (at === 4 || at === 7) continue
    const digit = date.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return undefined
    day = day * 10 + digit
  }
  return day
}

const [dash, zero] = [45, 48]
