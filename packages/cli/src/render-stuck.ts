import { renderTable } from './render-table.ts'
import type { StuckLetters } from './stuck-letters.ts'
import { shortInstant } from './words.ts'

/** The longest waiting first. */
export function renderStuck(letters: StuckLetters): string {
  const rows = letters
    .toSorted((a, b) => a.queuedAt.localeCompare(b.queuedAt))
    .map((letter) => [
      letter.facilityName,
      letter.kind,
      shortInstant(letter.queuedAt),
      `${letter.attempts}`,
      letter.letterId,
      letter.because,
    ])
  return renderTable(['FACILITY', 'LETTER', 'QUEUED', 'TRIES', 'ID', 'BECAUSE'], rows, 'No letter is stuck.')
}
