import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../../infra/embedded/src/demonstration/api.ts'
import { baxterNotice } from '../../../infra/embedded/src/demonstration/baxter-notice.ts'
import { actorOf } from '../../../infra/embedded/src/demonstration/enrol.ts'
import { eventually } from '../../ports/src/contracts/eventually.ts'
import { type CommandHouse, openCommandHouse } from './testing/open-command-house.ts'

const v6 = '00085412091570'
const observed = '--observed-at 2025-06-01T06:00:00Z'
let house: CommandHouse

beforeAll(async () => {
  house = await openCommandHouse()
  write('pumps.csv', `di,serial\n${v6},765100\n00085412498683,2006307\n${v6},999\n`)
  write('notice.json', JSON.stringify({ reference: 'FA-2025-019', content: baxterNotice() }))
})
afterAll(() => house?.close())

const write: CommandHouse['write'] = (...given) => house.write(...given)
const recallwire: CommandHouse['recallwire'] = (...given) => house.recallwire(...given)
const says: CommandHouse['says'] = (...given) => house.says(...given)
const answers: CommandHouse['answers'] = (...given) => house.answers(...given)

const marcus = 'Marcus Hale'
const dana = 'Dana Whitlock'

describe('the straight line on the command line', () => {
  test('imports a file, and the same file again is the same import', async () => {
    const words = `--facility NGH ${observed}`
    const first = await recallwire(marcus, `import pumps.csv ${words}`)
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('3 rows accepted, 0 refused.') })
    // Standard error is no terminal here: no progress, nothing that moves a cursor.
    expect(first.err).toBe('')
    const again = await answers(marcus, `import pumps.csv ${words}`)
    expect(again).toMatchObject({ accepted: 3, alreadyImported: true })
    const piped = await answers(
      marcus,
      `import - ${words}`,
      0,
      readFileSync(join(house.folder, 'pumps.csv'), 'utf8'),
    )
    expect(piped.importId).toBe(again.importId)
  })

  test('says what a file would change, asks before it removes many units, and keeps the report of the rows', async () => {
    house.write('fewer.csv', `di,serial,softwareVersion\n00085412091570,765100,6.02\n`)
    house.write('faulty.csv', 'di,serial\n1,2\n')
    const words = `--facility NGH --observed-at 2025-06-02T06:00:00Z --complete`
    await eventually('all three are there', async () => (await answers(marcus, 'devices')).items.length === 3)
    const { code, out: checked } = await recallwire(marcus, `import fewer.csv ${words} --dry-run`)
    expect(code).toBe(1)
    expect(checked).toContain('Checked; nothing was stored.')
    expect(checked).toMatch(/NGH +0 +1 +0 +0 +2/)
    expect(checked).toContain('softwareVersion: (not known) -> 6.02')
    expect(checked).toContain('Add --confirm if they are gone.')
    expect(await says(marcus, `import fewer.csv ${words}`, 1)).toContain('send the same file with --confirm;')
    expect((await answers(marcus, `import fewer.csv ${words} --confirm --dry-run`)).wouldBe).toBe('committed')
    expect((await answers(marcus, 'devices')).items).toHaveLength(3)
    const report = join(house.folder, 'remarks.csv')
    await says(marcus, `import faulty.csv ${words} --report remarks.csv`, 1)
    expect(readFileSync(report, 'utf8')).toMatch(/^row,field,reason,severity\r?\n2,di,/)
  })

  test('lists what was imported, by site and only so many as asked', async () => {
    const devices = async () => (await answers(marcus, 'devices')).items
    await eventually('the registry has the three', async () => (await devices()).length === 3)
    const out = await says(marcus, 'devices --facility NGH --limit 2')
    expect(out).toMatch(/^SITE +PRODUCT +UNIT/)
    expect(out.match(/^NGH +000854/gm)).toHaveLength(2)
    expect(out).toContain('These are the first 2 devices: --limit shows more.')
  })

  test('refuses a file with a bad row and names line, field and reason', async () => {
    write('bad.csv', `di,serial\n${v6},1\n00085412091571,2\n`)
    const words = `import bad.csv --facility NGH ${observed}`
    expect(await says(marcus, words, 1)).toMatch(/\n {2}\/3\/di +.*check digit/)
    const partial = await answers(marcus, `${words} --accept-partial`)
    expect(partial).toMatchObject({ accepted: 1, refused: 1, refusals: [{ row: 3, field: 'di' }] })
  })

  test('takes NDJSON as it comes, each line naming its facility', async () => {
    const place = { facilityId: house.enrolled.facilities.NGH, observedAt: '2025-06-01T06:00:00.000Z' }
    const line = JSON.stringify({ ...place, di: v6, serial: '88' })
    const imported = await answers(marcus, 'import -', 0, `${line}\n`)
    expect(imported).toMatchObject({ accepted: 1, alreadyImported: false })
  })

  test('takes a refused file once the cause is gone, and then once only', async () => {
    write('new.csv', `facilityCode,di,serial\nNEW,${v6},77\n`)
    const words = `import new.csv ${observed}`
    expect(await says(marcus, `${words} --facility NEW`, 1)).toContain('There is no facility "NEW"')
    expect(await answers(marcus, words, 1)).toMatchObject({ status: 422 })
    expect(await answers(marcus, words, 1)).toMatchObject({ status: 422 })
    const address = { street: '1 A Street', city: 'Northmere', postalCode: '60600', country: 'US' }
    const site = { code: 'NEW', name: 'New Site', timeZone: 'America/Chicago', address }
    const api = createApi(
      house.running.baseUrl,
      () => `Bearer ${house.keys[marcus]}`,
      actorOf(house.enrolled.people, marcus),
    )
    await api.post('/v1/facilities', 'new-site', site)
    expect(await answers(marcus, words)).toMatchObject({ accepted: 1, alreadyImported: false })
    expect(await answers(marcus, words)).toMatchObject({ accepted: 1, alreadyImported: true })
  })

  test('takes nothing but a PDF for the original letter', async () => {
    write('word.pdf', 'Dear customer')
    const refused = await answers(dana, 'publish notice.json --letter word.pdf', 1)
    expect(refused).toMatchObject({ status: 415 })
  })

  test('drafts a notice, shows its reach, and lets only a second person approve it', async () => {
    write('empty.json', '{"reference":"FA-1"}')
    const refused = await answers(dana, 'publish empty.json', 1)
    expect(refused).toMatchObject({ status: 400, errors: [{ pointer: '/content' }] })
    write('letter.pdf', '%PDF-1.7\nDear customer\n%%EOF\n')
    const drafted = await answers(dana, 'publish notice.json --letter letter.pdf')
    expect(drafted).toMatchObject({ status: 'draft', waiting: 'draft' })
    const reach = /^FA-2025-019 would reach 4 facilities with 2 affected and 0 possible units; \d+ of/
    expect(await says(dana, 'reach FA-2025-019')).toMatch(reach)
    expect(await says(dana, 'approve FA-2025-019', 4)).toMatch(/^You may not do this \(403\)\n/)
    const approved = await says('Priya Raman', `approve ${drafted.recallId}`)
    expect(approved).toMatch(/^Approved\. FA-2025-019 is published/)
  })

  test('shows who is silent and until when', async () => {
    const funnel = async () => (await answers(dana, 'status FA-2025-019')).funnel
    await eventually('every letter is accepted', async () => (await funnel()).letterAccepted === 4)
    const out = await says(dana, 'status FA-2025-019')
    expect(out).toContain('  0 of 4  a reply received')
    expect(out).toMatch(
      /Northmere General Hospital +[\d-]{10} [\d:]{5} UTC +accepted +unclassified, as class I/,
    )
    expect(await says(dana, 'cases')).toMatch(/Northmere General Hospital .* silent/)
    expect(await says(dana, 'stuck')).toBe('No letter is stuck.\n')
    expect(await says(dana, 'gaps')).toMatch(/^FA-2025-019 .* units +2 +2 +0 +0 +0 +0$/m)
    const { counts, items } = await answers(dana, 'gaps FA-2025-019')
    expect([counts.custodies.notified, counts.addressed.owed, items]).toEqual([
      2,
      counts.addressed.notified,
      [],
    ])
    expect(await says(marcus, 'gaps', 4)).toContain('You may not do this')
  })

  test('reports the six figures as of an instant, by the names of the facilities', async () => {
    const now = await says(dana, 'report FA-2025-019')
    expect(now).toMatch(/1\. Notified: 4 of 4 consignees {2}\[entries \d/)
    expect(now).toContain('     Northmere General Hospital\n')
    const before = await answers(dana, 'report FA-2025-019 --as-of 2020-01-01T00:00:00+01:00')
    expect(before).toMatchObject({ asOf: '2019-12-31T23:00:00.000Z', notified: { count: 0 } })
  })

  test('downloads a bundle, leaves an older file alone, and checks it without the API', async () => {
    const got = await answers(dana, 'bundle FA-2025-019 -o evidence.bundle')
    const bytes = readFileSync(join(house.folder, 'evidence.bundle'))
    expect(got.bytes).toBe(bytes.length)
    expect(await says(dana, 'bundle FA-2025-019 -o evidence.bundle', 2)).toContain('EEXIST')
    expect(readFileSync(join(house.folder, 'evidence.bundle'))).toEqual(bytes)
    expect(await says('', 'verify evidence.bundle')).toMatch(/^OK: recall .*, none missing or changed/)
    write('changed.bundle', bytes.toString().replace('"manufacturer-approver"', '"manufacturer-editor"'))
    const changed = await answers('', 'verify changed.bundle', 1)
    expect(changed).toMatchObject({ status: 'tampered', file: 'entries.jsonl' })
  })

  test('ends with "not allowed" for a wrong key or role, also before a large file is sent to its end', async () => {
    expect(await says('rw_wrong', 'cases', 4)).toContain('The credential is not valid')
    write('large.csv', `facilityCode,di\n${`NGH,${v6}\n`.repeat(1_000_000)}`)
    expect(await says('rw_wrong', 'import large.csv', 4)).toContain('The credential is not valid')
    expect(await says(dana, 'import large.csv', 4)).toContain('Your role does not allow')
  })

  test('never prints a key', () => {
    const all = house.printed.join('')
    expect(all.length).toBeGreaterThan(1_000)
    for (const key of [...Object.values(house.keys), 'rw_wrong']) expect(all).not.toContain(key)
  })
})
