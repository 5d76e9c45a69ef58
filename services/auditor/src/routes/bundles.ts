import type { Actor } from '@recallwire/domain/access/actor.ts'
import { statusReport } from '@recallwire/domain/report/status-report.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import {
  type BundleFiles,
  createLogBundle,
  createRecallBundle,
  renderBundle,
} from '@recallwire/ledger/bundle.ts'
import { createMerkleTree } from '@recallwire/ledger/merkle-tree.ts'
import type { LedgerCheckpoint, LedgerRow, LedgerStore } from '@recallwire/ports/ledger-store.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type FileReply, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { AuditorDeps } from '../auditor-deps.ts'
import { readableRecall } from '../readable-recall.ts'
import { entriesOf, recallRows } from '../recall-entries.ts'
import { reportRows } from '../report-rows.ts'
import { checkpointNow } from '../sign-checkpoint.ts'
import { recallNotFound } from './recall-not-found.ts'

const route = defineRoute<Actor>()
const pageSize = 10_000

/** What an inspector takes away and checks without us. */
export const bundleRoutes = (deps: AuditorDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/recalls/:recallId/bundle',
    summary: 'The evidence bundle of a recall, for recallwire-verify.',
    action: 'bundle.read',
    credential: 'key',
    answers: 'file',
    params: z.strictObject({ recallId: idSchema }),
    handle: async ({ actor, params: { recallId } }) => {
      const recall = await readableRecall(deps, actor, 'bundle.read', recallId)
      if (recall === undefined || recall.facilityIds !== undefined) return recallNotFound()
      const checkpoint = await checkpointNow(
        { ledger: deps.backEnd.ledger, signer: deps.signer },
        deps.realNow(),
      )
      if (checkpoint === undefined) return emptyLedger()
      const files = await recallBundle(deps, recallId, checkpoint)
      return bundleFile(
        files,
        `${recall.notice.reference.replace(/[^A-Za-z0-9-]+/g, '-')}-${checkpoint.size}.bundle`,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/v1/ledger/bundle',
    summary: 'The whole ledger, for recallwire-verify.',
    action: 'ledger.read',
    credential: 'key',
    answers: 'file',
    handle: async () => {
      const checkpoint = await checkpointNow(
        { ledger: deps.backEnd.ledger, signer: deps.signer },
        deps.realNow(),
      )
      if (checkpoint === undefined) return emptyLedger()
      return bundleFile(await logBundle(deps, checkpoint), `ledger-${checkpoint.size}.bundle`)
    },
  }),
]

const emptyLedger = () => problem(409, 'Nothing to prove yet', { detail: 'The ledger has no entries.' })

const bundleFile = (files: BundleFiles, fileName: string): FileReply => ({
  status: 200,
  file: renderBundle(files),
  contentType: 'application/octet-stream',
  fileName,
})

/** Everything a recall's bundle rests on is below the checkpoint's size; entries that come meanwhile wait for the next one. */
async function recallBundle(
  deps: AuditorDeps,
  recallId: string,
  checkpoint: LedgerCheckpoint,
): Promise<BundleFiles> {
  const { ledger } = deps.backEnd
  const rows = await recallRows(ledger, recallId, checkpoint.size)
  const leaves = await pages((from) => ledger.leafHashes(from, pageSize))
  const report = statusReport({ recallId, asOf: deps.clock.now(), entries: entriesOf(rows) })
  failpoint('report.mid-write')
  return createRecallBundle(
    {
      recallId,
      entries: rows,
      tree: createMerkleTree(leaves),
      ...(await proofsAt(ledger, checkpoint)),
      keys: [deps.signer.vkey],
      report: {
        name: 'status-report.json',
        content: new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
        rows: reportRows(report),
      },
    },
    deps.signer,
  )
}

async function logBundle(deps: AuditorDeps, checkpoint: LedgerCheckpoint): Promise<BundleFiles> {
  const { ledger } = deps.backEnd
  const rows: readonly LedgerRow[] = await pages((from) => ledger.rows(from, pageSize))
  const entries = rows.slice(0, checkpoint.size)
  return createLogBundle(
    { entries, withBodies: true, ...(await proofsAt(ledger, checkpoint)), keys: [deps.signer.vkey] },
    deps.signer,
  )
}

async function proofsAt(ledger: LedgerStore, checkpoint: LedgerCheckpoint) {
  const earlier = (await ledger.checkpoints()).filter(({ size }) => size < checkpoint.size)
  return {
    checkpoint: checkpoint.note,
    summary: checkpoint.summary,
    earlierCheckpoints: earlier.map(({ note }) => note),
  }
}

async function pages<Item>(read: (from: number) => Promise<readonly Item[]>): Promise<readonly Item[]> {
  const all: Item[] = []
  for (;;) {
    const page = await read(all.length)
    all.push(...page)
    if (page.length < pageSize) return all
  }
}
