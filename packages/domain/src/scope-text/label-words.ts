/** What the numbers after a label are. `identifier` names no kind by itself ("Product Identifier (Serial Numbers)"). */
export type Label =
  | 'lot'
  | 'serial'
  | 'either'
  | 'di'
  | 'ref'
  | 'software'
  | 'expires'
  | 'manufactured'
  | 'identifier'

const wordsOf: Readonly<Record<Label, string>> = {
  lot: 'lot lots batch batches l/n',
  serial: 'serial serials s/n sn sns s/ns ser s.n sno',
  either: '',
  di: 'udi udis udi-di udi-dis di dis gtin gtins upc ean gtin-14 udi-dl gtin/udi-di',
  ref: 'ref refs reference catalog catalogue cat sku skus part parts p/n pn p/ns item model models material article smn',
  software: 'software sw s/w firmware fw f/w',
  expires: 'exp expiry expiration expires expire expiring expirations ubd bbd',
  manufactured: 'manufactured mfd dom made produced built',
  identifier: 'identifier identifiers',
}

/** The word that begins a label, and what it announces. */
export const headWords: ReadonlyMap<string, Label> = new Map(
  (Object.keys(wordsOf) as Label[]).flatMap((label) =>
    wordsOf[label]
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => [word, label] as const),
  ),
)

/** Words that begin a label only with one of the second words after them, e.g. "Product Code". */
export const pairedWords: ReadonlyMap<string, readonly [label: Label, second: ReadonlySet<string>]> = new Map(
  [
    ['product', ['ref', new Set('code codes number numbers no nos #'.split(' '))]],
    ['kit', ['ref', new Set('code codes number numbers no nos #'.split(' '))]],
    ['pack', ['ref', new Set('code codes number numbers no nos #'.split(' '))]],
    ['tray', ['ref', new Set('code codes number numbers no nos #'.split(' '))]],
    ['list', ['ref', new Set('number numbers no nos #'.split(' '))]],
    ['art', ['ref', new Set('no nos number numbers #'.split(' '))]],
    ['mat', ['ref', new Set('no nos number numbers #'.split(' '))]],
    ['order', ['ref', new Set('number numbers code codes no nos #'.split(' '))]],
    ['sales', ['identifier', new Set(['order', 'orders'])]],
    ['work', ['identifier', new Set(['order', 'orders'])]],
    ['purchase', ['identifier', new Set(['order', 'orders'])]],
    ['version', ['ref', new Set('or'.split(' '))]],
    ['control', ['lot', new Set('number numbers no nos # code codes'.split(' '))]],
    ['device', ['di', new Set(['identifier', 'identifiers'])]],
    ['use', ['expires', new Set(['by', 'before'])]],
    ['best', ['expires', new Set(['by', 'before'])]],
    ['sell', ['expires', new Set(['by'])]],
    ['manufacture', ['manufactured', new Set(['date', 'dates'])]],
    ['manufacturing', ['manufactured', new Set(['date', 'dates'])]],
    ['production', ['manufactured', new Set(['date', 'dates'])]],
  ],
)

/** Words that continue a label and add nothing to it. */
export const tailWords: ReadonlySet<string> = new Set(
  'number numbers num nums no nos nbr nr code codes id ids name names # s numbers(s) control'.split(' '),
)

export const dateTailWords: ReadonlySet<string> = new Set('date dates dt on'.split(' '))

export const versionTailWords: ReadonlySet<string> = new Set(
  'version versions ver vers revision revisions rev release releases level levels'.split(' '),
)

/** Whether a word, in lower case, belongs to labels: it ends a value that is written against it. */
export const isLabelWord = (key: string): boolean =>
  headWords.has(key) ||
  key === 'n/a' ||
  key === 'no' ||
  key === 'nos' ||
  key === 'number' ||
  key === 'numbers'
