import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import { z } from 'zod'
import { importRecord } from '../flow/access/import-record.ts'
import { keepFirmLetter } from '../flow/access/keep-firm-letter.ts'
import { registerWebhook } from '../flow/access/register-webhook.ts'
import { handIn, personOf } from '../flow/access/targets.ts'
import type { Installation } from '../flow/support/installation.ts'
import { readLetters } from '../flow/support/post-office.ts'
import { openRecord } from '../flow/support/recall-record.ts'

/** Where a site of this person's own organisation is; for everyone else the hospital of the demonstration. */
const siteOf: Readonly<Record<string, string>> = { 'Karl Petrov': 'WH1' }

export type AddressFiller = (path: string) => string

/**
 * Puts real ids of a person's own records into a route's path. Throws for a parameter nobody said how to fill, so that a new
 * page is not left out of the visits unseen.
 */
export async function openAddressFiller(installation: Installation, name: string): Promise<AddressFiller> {
  const record = await openRecord(installation)
  const site = siteOf[name] ?? 'NGH'
  const uploader = site === 'WH1' ? 'Karl Petrov' : 'Marcus Hale'
  const [upload] = z.array(importViewSchema).parse(await installation.as(uploader).get('/v1/imports'))
  const [letter] = await readLetters(installation.folder)
  const ids: Readonly<Record<string, string | undefined>> = {
    recallId: record.recallId,
    caseId: (await record.caseAt(site)).caseId,
    facilityId: record.facilityId(site),
    importId: upload?.importId,
    letterId: letter?.letterId,
    matchId: (await record.caseAt(site)).units[0]?.matchId,
    reviewId: await handIn(installation, personOf(installation, 'Dana Whitlock')),
    sourceId: await importRecord(installation, personOf(installation, 'Dana Whitlock')),
    ...(await registerWebhook(installation, personOf(installation, uploader), await record.caseAt(site))),
    sha256: await keepFirmLetter(installation, personOf(installation, 'Dana Whitlock')),
  }
  return (path) =>
    path.replaceAll(/:(\w+)/g, (_, parameter: string) => {
      const id = ids[parameter]
      if (id === undefined) throw new Error(`say in fill-address.ts what ${path} shows for :${parameter}`)
      return id
    })
}
