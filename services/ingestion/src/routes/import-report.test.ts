import { expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { addFacility, observedAt, pumpDi } from '../fixtures.test-support.ts'
import { openTestHouse, textAt } from '../ingestion.test-support.ts'

test('the report of an import lists each remark as CSV that no spreadsheet runs, and is found by the key of the upload', async () => {
  await using backEnd = await openClosing()
  const house = await openTestHouse(backEnd)
  const { client } = await house.tenant('provider', 'facility-manager')
  const facilityId = await addFacility(client)
  const device = (serial: string) => ({ facilityId, di: pumpDi, serial, observedAt })
  const rows = [device('1'), { ...device('2'), '=cmd': 1 }, device('N/A')]
  expect(await client.send('/v1/devices', 'application/json', JSON.stringify(rows), 'my-key')).toMatchObject({
    status: 422,
  })
  const importId = textAt((await client.get('/v1/imports?key=my-key')).body, 0, 'importId')
  const answer = await house.http.inject({
    method: 'GET',
    url: `/v1/imports/${importId}/report`,
    headers: { authorization: `Bearer ${client.secret}` },
  })
  expect(answer.headers['content-type']).toContain('text/csv')
  const [header, ...lines] = answer.payload.trimEnd().split('\r\n')
  expect(header).toBe('row,field,reason,severity')
  expect(lines.map((line) => line.split(',')[1])).toEqual(["'=cmd", 'serial'])
  expect((await client.get('/v1/imports?key=another')).body).toEqual([])
})

async function openClosing() {
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  return { ...backEnd, [Symbol.asyncDispose]: () => backEnd.close() }
}
