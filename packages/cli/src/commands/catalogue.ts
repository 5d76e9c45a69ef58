import { catalogueDeviceViewSchema } from '@recallwire/domain/views/catalogue-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openGivenSource } from '../open-given-source.ts'
import { done, type Outcome } from '../outcome.ts'
import { renderCatalogueDevice, renderCatalogueImport } from '../render-catalogue.ts'
import { sendCatalogue } from '../send-catalogue.ts'
import { showProgress } from '../show-progress.ts'

const actions = ['import', 'show'] as const

const remarks = `A file is GUDID's release XML, or JSON with one device a line, in the names of the release or of openFDA's device/udi
(of an openFDA download: jq -c '.results[]'). Import is the operator's. Records are known by key and version: an older file changes
nothing, and the same file may be sent again at any time.`

export const catalogue = defineCommand({
  name: 'catalogue',
  summary: 'Take in the public device catalogue (GUDID), or show which DIs it calls one product',
  arguments: [
    { flags: '<action>', description: actions.join(', ') },
    { flags: '<what>', description: 'import: a file, or - for standard input; show: a UDI-DI' },
  ],
  examples: [
    'catalogue import FULLDownload_Part1_Of_99.xml',
    'catalogue import devices.jsonl --json',
    'catalogue show 00085412091570',
  ],
  remarks,
  input: z.strictObject({ action: z.enum(actions), what: z.string().min(1) }),
  ask: async (api, { action, what }, surroundings) => {
    switch (action) {
      case 'import':
        return importFile(api, what, surroundings)
      case 'show': {
        const path = `/v1/catalogue/devices/${encodeURIComponent(what)}`
        const answer = await api.get(path, catalogueDeviceViewSchema)
        return answer.kind === 'ok' ? done(answer.value, renderCatalogueDevice(answer.value)) : answer
      }
      default:
        return action satisfies never
    }
  },
})

async function importFile(api: Api, file: string, surroundings: Surroundings): Promise<Outcome> {
  const opened = await openGivenSource(file, surroundings)
  if (opened.kind !== 'ok') return opened
  await using source = opened.value
  using shown = showProgress(surroundings.stderr, source.bytes, surroundings.now)
  const answer = await sendCatalogue(api, source, shown.sent)
  if (answer.kind !== 'ok') return answer
  const { import: view, alreadyImported } = answer.value
  const outcome = done({ ...view, alreadyImported }, renderCatalogueImport(view, alreadyImported))
  return view.records === 0 && view.refused > 0 ? { ...outcome, exitCode: exitCodes.refused } : outcome
}
