import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Route, RouteReply } from '@recallwire/runtime/route.ts'
import type { ApiProblem } from '../api/transport.ts'
import type { PageDeps } from '../frame/page-route.ts'
import { type SubmittedUpload, uploadFormRoute } from '../frame/upload-form-route.ts'
import type { Visit } from '../frame/visit.ts'
import { refusedUpload } from './refused-upload.ts'
import { askForColumns, isOfColumns } from './unknown-columns.ts'

export const uploadRoute = (deps: PageDeps): Route<Actor> =>
  uploadFormRoute(deps, {
    path: '/devices/import',
    summary: 'Check a list of devices against what is known.',
    action: 'devices.write',
    page: '/devices',
    submit: sendOn,
  })

async function sendOn(visit: Visit, { upload, key }: SubmittedUpload): Promise<RouteReply> {
  const pasted = upload.fields.get('pasted')?.replace(/^\s+|[\r\n]+$/g, '') ?? ''
  const body = upload.kind === 'file' ? upload.file : pasted
  if (body === '') return refusedUpload(visit, nothingGiven)
  const checked = await visit.api.devices.checkFile(key, {
    body,
    contentType: 'text/csv; charset=utf-8',
    acceptPartial: upload.fields.get('acceptPartial') === 'true',
    complete: upload.fields.get('complete') === 'true',
    facilityId: upload.fields.get('facilityId') || undefined,
    observedAt: visit.now,
    mapping: upload.fields.get('mapping') || undefined,
    // What is pasted comes as the page is encoded, whatever the file was.
    encoding: upload.kind === 'file' ? upload.fields.get('encoding') || undefined : undefined,
  })
  if (checked.kind === 'ok') return visit.leadTo(`/devices/imports/${checked.value.importId}`)
  if (isOfColumns(checked.problem))
    return askForColumns(visit, checked.problem, upload.fields.get('mapping') || undefined)
  return refusedUpload(visit, checked.problem)
}

const nothingGiven: ApiProblem = {
  type: 'about:blank',
  title: 'There is nothing to upload',
  status: 400,
  detail: 'Choose a file, or paste rows with their heading.',
}
