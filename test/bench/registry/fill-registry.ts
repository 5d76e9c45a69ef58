import { DatabaseSync } from 'node:sqlite'

export const unitsPerProduct = 10_000

export const keyOfProduct = (product: number): string => `di:${String(product).padStart(14, '0')}`

/** A holding as the store writes it, its columns computed out of its number and its product's. */
const units = `
WITH RECURSIVE
  numbers (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM numbers WHERE number + 1 < ${unitsPerProduct}),
  units AS (SELECT
    printf('h%010d', :product * ${unitsPerProduct} + number) AS holding_id,
    printf('f%04d', number * :facilities / ${unitsPerProduct}) AS facility_id,
    printf('o%04d', number * :facilities / ${unitsPerProduct} / 10) AS organisation_id,
    printf('c%010d', :product * ${unitsPerProduct} + number) AS custody_id,
    printf('u%010d', :product * ${unitsPerProduct} + number) AS unit_key,
    printf('SN%06d', number) AS serial
  FROM numbers)`

const at = '2026-01-05T09:00:00.000Z'
const insertHoldings = `INSERT INTO holdings (id, version, document, organisation_id, facility_id, custody_id, unit_key, live)
${units} SELECT holding_id, 1, json_object(
    'holdingId', holding_id, 'unitKey', unit_key, 'facilityId', facility_id, 'organisationId', organisation_id,
    'facts', json_object('di', :di, 'serial', serial, 'softwareVersion', '6.02.10', 'location', 'Ward 3'),
    'answered', json_object(), 'custody', json_object('custodyId', custody_id, 'openedAt', '${at}'),
    'lastObserved', json_object('observedAt', '${at}', 'sourceVersion', 1)
  ), organisation_id, facility_id, custody_id, unit_key, 1 FROM units`
const insertKeys = `INSERT INTO holding_keys (product_key, facility_id, holding_id, organisation_id, custody_id)
${units} SELECT :key, facility_id, holding_id, organisation_id, custody_id FROM units`

/**
 * Fills a data file that the store has made with ten thousand units of each product, spread over so many facilities. The
 * rows are written past the store, which would take hours; reading through its port shows whether they are as it wants.
 */
export function fillRegistry(file: string, products: number, facilities: number): void {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000')
  const holdings = db.prepare(insertHoldings)
  const keys = db.prepare(insertKeys)
  for (let product = 0; product < products; product += 1) {
    const key = keyOfProduct(product)
    db.exec('BEGIN')
    holdings.run({ ':product': product, ':facilities': facilities, ':di': key.slice(3) })
    keys.run({ ':product': product, ':facilities': facilities, ':key': key })
    db.exec('COMMIT')
  }
  db.close()
}
