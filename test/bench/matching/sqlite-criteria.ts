import { DatabaseSync } from 'node:sqlite'
import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import { keysOfProduct } from '@recallwire/domain/scope/scope.ts'
import type { PeerIndex } from './peer-index.ts'
import { createKeysOf } from './peer-unit.ts'
import { softwareNumber } from './software-number.ts'
import { type Condition, serialOrder, softwareText, toAlternatives } from './to-alternatives.ts'

/**
 * Criteria as rows. A condition that holds counts one towards its alternative, one that must not hold takes away more
 * than all can give; an alternative holds when the sum is what it needs.
 */
const schema = `
CREATE TABLE recalled (product_key TEXT, recall_id TEXT, PRIMARY KEY (product_key, recall_id)) WITHOUT ROWID;
CREATE INDEX recalled_keys ON recalled (recall_id);
CREATE TABLE alternatives (id INTEGER PRIMARY KEY, recall_id TEXT NOT NULL, needed INTEGER NOT NULL);
CREATE INDEX alternatives_of_recall ON alternatives (recall_id);
CREATE TABLE listed (
  product_key TEXT, attribute TEXT, value TEXT, alternative INTEGER, condition INTEGER, weight INTEGER,
  PRIMARY KEY (product_key, attribute, value, alternative, condition)
) WITHOUT ROWID;
CREATE INDEX listed_of_alternative ON listed (alternative);
CREATE TABLE ranged (
  product_key TEXT, attribute TEXT, low TEXT, high TEXT, alternative INTEGER, condition INTEGER, weight INTEGER,
  PRIMARY KEY (product_key, attribute, low, high, alternative, condition)
) WITHOUT ROWID;
CREATE INDEX ranged_of_alternative ON ranged (alternative);`

const listedAttributes = ['every', 'lot', 'serial', 'software'] as const
const rangedAttributes = ['serial', 'serialOrder', 'made', 'expires', 'software'] as const

const question = `
SELECT DISTINCT recall_id FROM (
  SELECT alternative, sum(weight) AS total FROM (
    ${[
      ...listedAttributes.map(
        (attribute) =>
          `SELECT alternative, weight FROM listed WHERE product_key = :key AND attribute = '${attribute}' AND value = :${attribute}`,
      ),
      ...rangedAttributes.map(
        (attribute) =>
          `SELECT alternative, weight FROM ranged WHERE product_key = :key AND attribute = '${attribute}' AND low <= :${attribute} AND high >= :${attribute}`,
      ),
    ].join(' UNION ALL ')}
  ) GROUP BY alternative
) JOIN alternatives ON id = alternative WHERE total = needed`

/** A database in memory; a recall is put in one transaction, or all of them in one. */
export function createSqliteCriteria(): PeerIndex {
  const db = new DatabaseSync(':memory:')
  db.exec(schema)
  const isRecalled = db.prepare('SELECT 1 FROM recalled WHERE product_key = ? LIMIT 1')
  const ask = db.prepare(question)
  const insert = {
    recalled: db.prepare('INSERT OR IGNORE INTO recalled VALUES (?, ?)'),
    alternative: db.prepare('INSERT INTO alternatives (recall_id, needed) VALUES (?, ?)'),
    listed: db.prepare('INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?)'),
    ranged: db.prepare('INSERT INTO ranged VALUES (?, ?, ?, ?, ?, ?, ?)'),
  }
  const ofRecall = 'SELECT id FROM alternatives WHERE recall_id = ?'
  const removals = [
    `DELETE FROM listed WHERE alternative IN (${ofRecall})`,
    `DELETE FROM ranged WHERE alternative IN (${ofRecall})`,
    'DELETE FROM alternatives WHERE recall_id = ?',
    'DELETE FROM recalled WHERE recall_id = ?',
  ].map((sql) => db.prepare(sql))

  const putCondition = (
    key: string,
    alternative: number | bigint,
    condition: Condition,
    number: number,
  ): void => {
    const { attribute, excepted, values, ranges } = condition
    const weight = excepted ? -1_000 : 1
    for (const value of values) insert.listed.run(key, attribute, value, alternative, number, weight)
    for (const { low, high } of ranges)
      insert.ranged.run(key, attribute, low, high, alternative, number, weight)
  }
  const remove = (recallId: string): void => {
    for (const removal of removals) removal.run(recallId)
  }
  const write = (scope: IndexedScope): void => {
    remove(scope.recallId)
    for (const product of scope.products) {
      for (const alternative of toAlternatives(product.units)) {
        const conditions = needingSomething(alternative)
        const needed = conditions.filter(({ excepted }) => !excepted).length
        const { lastInsertRowid } = insert.alternative.run(scope.recallId, needed)
        for (const key of keysOfProduct(product)) {
          insert.recalled.run(key, scope.recallId)
          for (const [number, condition] of conditions.entries()) {
            putCondition(key, lastInsertRowid, condition, number)
          }
        }
      }
    }
  }
  const putAll = (scopes: readonly IndexedScope[]): void => {
    db.exec('BEGIN')
    for (const scope of scopes) write(scope)
    db.exec('COMMIT')
  }
  const keysOf = createKeysOf()
  return {
    name: 'sqlite-criteria',
    put: (scope) => putAll([scope]),
    putAll,
    remove,
    affecting: (facts) => {
      const found = new Set<string>()
      for (const key of keysOf(facts)) {
        if (isRecalled.get(key) === undefined) continue
        for (const { recall_id } of ask.all({ ':key': key, ...valuesOf(facts) })) found.add(String(recall_id))
      }
      return found
    },
    close: () => db.close(),
  }
}

/** An alternative of exceptions alone needs a row that holds for every unit. */
function needingSomething(conditions: readonly Condition[]): readonly Condition[] {
  if (conditions.some(({ excepted }) => !excepted)) return conditions
  return [...conditions, { attribute: 'every', excepted: false, values: [''], ranges: [] }]
}

function valuesOf(facts: UnitFacts) {
  const { serial = '', lot = '', softwareVersion = '', manufacturedOn = '', expiresOn = '' } = facts
  return {
    ':every': '',
    ':lot': lot,
    ':serial': serial,
    ':serialOrder': serialOrder(serial),
    ':made': manufacturedOn,
    ':expires': expiresOn,
    ':software': softwareText(softwareNumber(softwareVersion)),
  }
}
