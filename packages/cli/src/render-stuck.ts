import type { StuckLetter } from '@recallwire/domain/views/stuck-view.ts'
import { renderTable } from './render-table.ts'
import { shortInstant } from './words.ts'

/** The longest waiting first. */
export function renderStuck(letters: readonly StuckLetter[]): string {
  const rows = letters
    .toSorted((a, b) => a.queuedAt.localeCompare(b.queuedAt))
    .map((letter) => [
      letter.facilityName,
      letter.kind,
      shortInstant(letter.queuedAt),
      `${letter.attempts}`,
      letter.letterId,
      letter.waiver === undefined
        ? letter.because
        : `${letter.because} (waiver proposed: ${letter.waiver.reason}; a second person confirms)`,
    ])
  return renderTable(['FACILITY', 'LETTER', 'QUEUED', 'TRIES', 'ID', 'BECAUSE'], rows, 'No letter is stuck.')
}
