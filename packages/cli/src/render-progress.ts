export type Progress = { readonly sent: number; readonly total: number; readonly elapsedMs: number }

/** With it the line stays below 80 characters. */
const width = 16

/** One line: bar, share, bytes, rate, and how long the rest will take at that rate. */
export function renderProgress({ sent, total, elapsedMs }: Progress): string {
  const share = total === 0 ? 1 : sent / total
  const full = Math.floor(share * width)
  const bar = `${'#'.repeat(full)}${'.'.repeat(width - full)}`
  const perMs = elapsedMs > 0 ? sent / elapsedMs : 0
  const rest = perMs > 0 ? timeOf((total - sent) / perMs) : 'unknown time'
  const ending = sent >= total ? 'sent, being checked' : `${rest} left`
  return `[${bar}] ${Math.floor(share * 100)}%  ${sizeOf(sent)} of ${sizeOf(total)}  ${sizeOf(perMs * 1_000)}/s  ${ending}`
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)} B`
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function timeOf(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  return seconds < 3_600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
}
