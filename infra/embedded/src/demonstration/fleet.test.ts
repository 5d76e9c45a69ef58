import { noticeContentSchema } from '@recallwire/domain/notice/notice-content.ts'
import { describe, expect, test } from 'vitest'
import { baxterNotice } from './baxter-notice.ts'
import { distributor, providers } from './cast.ts'
import { type FleetRow, fleetOf, late, moved } from './fleet.ts'
import { renderInventoryCsv } from './inventory-file.ts'

const [v6, v8] = ['00085412091570', '00085412498683'] as const
const codes = [...providers, distributor].flatMap((player) => player.sites.map(({ code }) => code))
const fleet = codes.flatMap((code) => fleetOf(code).map((row) => ({ code, ...row })))

const listedOf = (productId: string): readonly string[] => {
  const units = noticeContentSchema
    .parse(baxterNotice())
    .products.find((product) => product.productId === productId)?.units
  return units && 'serials' in units ? units.serials : []
}
const isListed = ({ di, serial = '' }: FleetRow): boolean =>
  (di === v6 && listedOf('V6').includes(serial)) || (di === v8 && listedOf('V8').includes(serial))
const isPump = ({ di }: FleetRow): boolean => di === v6 || di === v8

describe('the fleet of the demonstration', () => {
  test('is 400 devices of eight sites, each told apart by its tag and its serial', () => {
    expect(fleet).toHaveLength(400)
    expect(codes).toHaveLength(8)
    expect(new Set(fleet.map(({ assetTag }) => assetTag)).size).toBe(400)
    const serials = fleet.flatMap(({ di, serial }) => (serial === undefined ? [] : [`${di} ${serial}`]))
    expect(new Set(serials).size).toBe(serials.length)
  })

  test('holds 22 of the 42 listed pumps at publication', () => {
    const counts = codes.map((code) => [
      code,
      fleet.filter((row) => row.code === code && isListed(row)).length,
    ])
    expect(Object.fromEntries(counts)).toEqual({
      NGH: 11,
      SAMC: 5,
      QCH: 0,
      BRH: 4,
      HSC: 0,
      TVC: 0,
      OML: 0,
      WH1: 2,
    })
  })

  test('gives every listed pump software that is right, wrong or not known', () => {
    const firsts = fleet
      .filter(isListed)
      .map(({ di, softwareVersion }) =>
        softwareVersion === undefined ? 'unknown' : softwareVersion[0] === (di === v6 ? '6' : '8'),
      )
    expect(new Set(firsts)).toEqual(new Set(['unknown', true, false]))
  })

  test('has the serial of another recall beside the listed one that looks like it', () => {
    const pumps = ['2119236', '2119054'].map((serial) => fleet.find((row) => row.serial === serial))
    expect(pumps).toMatchObject([
      { code: 'BRH', di: v8 },
      { code: 'BRH', di: v8 },
    ])
    expect(pumps.map((row) => row !== undefined && isListed(row))).toEqual([true, false])
  })

  test('has one pump without a serial, a V6 at Saint Aldous', () => {
    expect(fleet.filter((row) => isPump(row) && row.serial === undefined)).toMatchObject([
      { code: 'SAMC', di: v6 },
    ])
  })

  test('has only unlisted pumps of both models at Quillfeather, and none at Harrowgate', () => {
    expect(
      new Set(
        fleetOf('QCH')
          .filter(isPump)
          .map(({ di }) => di),
      ),
    ).toEqual(new Set([v6, v8]))
    expect(fleetOf('QCH').filter(isListed)).toEqual([])
    expect(fleetOf('HSC').filter(isPump)).toEqual([])
  })

  test('sees a listed pump change hands, and one enter a registry for the first time', () => {
    const holderOf = (row: FleetRow) => fleet.find(({ di, serial }) => di === row.di && serial === row.serial)
    expect([isListed(moved.row), holderOf(moved.row)?.code]).toEqual([true, moved.from])
    expect([isListed(late.row), holderOf(late.row)]).toEqual([true, undefined])
  })

  test('is written as CSV with one line per device and an empty field for what is not known', () => {
    const rows = fleetOf('SAMC')
    const lines = renderInventoryCsv('f'.repeat(26), rows, '2025-06-01T06:00:00.000Z').trimEnd().split('\n')
    expect(lines[0]).toBe('facilityId,assetTag,di,serial,lot,quantity,softwareVersion,location,observedAt')
    expect(lines).toHaveLength(rows.length + 1)
    expect(lines[3]).toBe(`${'f'.repeat(26)},SAMC-0003,${v6},,,,,Emergency,2025-06-01T06:00:00.000Z`)
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([9]))
  })
})
