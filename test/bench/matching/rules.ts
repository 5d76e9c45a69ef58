import { keysOfProduct } from '@recallwire/domain/scope/scope.ts'
import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine'
import { createEntriesByKey, type PeerIndex } from './peer-index.ts'
import { createKeysOf, peerUnitOf } from './peer-unit.ts'
import { beginsWithOneOf, dateNumber, toRuleConditions } from './to-rule-conditions.ts'

type Entry = { readonly recallId: string; readonly conditions: TopLevelCondition }

/**
 * One json-rules-engine per product key, so that only the rules of the unit's product run. An engine is built when its key
 * is first asked about and again after its rules changed.
 */
export function createRules(): PeerIndex {
  const entries = createEntriesByKey<Entry>()
  const engines = new Map<string, Engine>()
  const keysOf = createKeysOf()
  const engineOf = (key: string): Engine | undefined => {
    const known = engines.get(key)
    const under = entries.under(key)
    if (known !== undefined || under === undefined) return known
    const engine = buildEngine(under)
    engines.set(key, engine)
    return engine
  }
  const remove = (recallId: string): void => {
    for (const key of entries.remove(recallId)) engines.delete(key)
  }
  return {
    name: 'json-rules-engine-behind-hash',
    put: ({ recallId, products }) => {
      remove(recallId)
      for (const product of products) {
        const keys = keysOfProduct(product)
        entries.add(keys, { recallId, conditions: onTop(toRuleConditions(product.units)) })
        for (const key of keys) engines.delete(key)
      }
    },
    remove,
    affecting: async (facts) => {
      const keys = keysOf(facts)
      const found = new Set<string>()
      for (const key of keys) {
        const engine = engineOf(key)
        if (engine === undefined) continue
        const unit = peerUnitOf(facts, keys)
        const dates = {
          manufacturedOn: dateNumber(unit.manufacturedOn),
          expiresOn: dateNumber(unit.expiresOn),
        }
        const { events } = await engine.run({ ...unit, ...dates })
        for (const { type } of events) found.add(type)
      }
      return found
    },
  }
}

function buildEngine(entries: readonly Entry[]): Engine {
  const engine = new Engine()
  engine.addOperator<string, readonly string[]>(beginsWithOneOf, (serial, prefixes) =>
    prefixes.some((prefix) => serial.startsWith(prefix)),
  )
  for (const { recallId, conditions } of entries) engine.addRule({ conditions, event: { type: recallId } })
  return engine
}

/** A rule begins with all, any or not. */
function onTop(condition: NestedCondition): TopLevelCondition {
  if ('all' in condition || 'any' in condition || 'not' in condition) return condition
  return { all: [condition] }
}
