import {
  fillSlots,
  type Ground,
  type GroundKind,
  type GroundPrefix,
  type Slots,
  type SoftwareDemand,
} from '@recallwire/domain/scope/grounds.ts'
import { readDemands, readGrounds } from '@recallwire/domain/scope/read-grounds.ts'

/** The sentences of a verdict in Spanish, with the same slots as in `grounds.ts`. */
export const spanishGrounds: Readonly<Record<GroundKind, string>> = {
  'every-unit': 'están incluidas todas las unidades del producto',
  listed: '{attribute} {value} está en la lista del aviso',
  'not-listed': '{attribute} {value} no está entre los {count} de la lista del aviso',
  'looks-like':
    '{attribute} {value} se parece a {twin}, que está en la lista del aviso, pero no está escrito igual',
  'in-range': 'el número de serie {value} está en el intervalo de {from} a {to}',
  'not-in-range': 'el número de serie {value} está fuera del intervalo de {from} a {to}',
  'no-order': 'el número de serie {value} no se puede situar en el intervalo de {from} a {to}',
  'has-prefix': 'el número de serie {value} empieza por {prefix}',
  'like-prefix': 'el número de serie {value} empieza por algo parecido a {prefix}',
  'no-prefix': 'el número de serie {value} no empieza por ninguno de los {count} prefijos de la lista',
  'within-dates': '{dated} {date} está entre {from} y {to}',
  'outside-dates': '{dated} {date} no está entre {from} y {to}',
  'software-as-described': 'el software {version} es el que describe el aviso',
  'software-incomparable': 'el software {version} no se puede comparar con el del aviso',
  'software-otherwise': 'el software {version} {otherwise}',
  'not-recorded': 'en el registro falta {attribute}',
  'not-recorded-for-words':
    'en el registro falta {attribute}, por el que el texto del aviso identifica las unidades',
  'words-name-it': 'el texto del aviso, que nadie ha confirmado todavía, nombra esta unidad',
  'words-do-not': 'el texto del aviso, leído completo, no nombra esta unidad',
  'words-unread': 'el texto del aviso no se ha leído',
  'words-unclear': 'una persona debe leer el texto del aviso para saber si se refiere a esta unidad',
  linked: '{di} representa el producto según el vínculo de envases del registro {record} de GUDID',
  'linked-unsure':
    '{di} representa el producto según el vínculo de envases del registro {record} de GUDID, pero los DI de ese vínculo están en más de un registro: compruebe el producto',
  decided:
    'dos personas de {firm} decidieron el {date} que esta unidad {verdict} (propuesto por {role}, confirmado por {other})',
}

export const spanishPrefixes: Readonly<Record<GroundPrefix, string>> = {
  excepted: 'exceptuada: ',
  'not-excepted': 'no exceptuada: ',
  computed: 'según el propio aviso, {verdict}: ',
}

export const spanishDemands: Readonly<Record<SoftwareDemand, string>> = {
  'is-not': 'no es {value}',
  'begins-otherwise': 'no empieza por {value}',
  excepted: 'está exceptuado en el aviso',
  'too-low': 'es anterior a {value}',
  'too-high': 'no es anterior a {value}',
}

/** Words that stand in slots, as `slotWords` and the open ends of dates have them. */
const slotWords: Readonly<Record<string, string>> = {
  serial: 'el número de serie',
  lot: 'el lote',
  'software version': 'la versión de software',
  'manufacture date': 'la fecha de fabricación',
  'expiry date': 'la fecha de caducidad',
  affected: 'está afectada',
  'possibly affected': 'podría estar afectada',
  'not affected': 'no está afectada',
  'an editor': 'quien redacta',
  'an approver': 'quien aprueba',
  'its staff': 'su personal',
  'the beginning': 'el comienzo',
  today: 'hoy',
}

const named: readonly string[] = ['attribute', 'dated', 'verdict', 'role', 'other']

/** Why a unit is covered or not, in Spanish; words that are no sentences of ours are quoted as they are. */
export function becauseInSpanish(sentences: string): string {
  const read = readGrounds(sentences)
  if (read === undefined) return `Texto original: «${sentences}».`
  const said = read.map(sayGround).join('; ')
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

const sayGround = ({ kind, slots, prefixes }: Ground): string =>
  [
    ...prefixes.map((prefix) => fillSlots(spanishPrefixes[prefix.kind], inWords(prefix.kind, prefix.slots))),
    fillSlots(spanishGrounds[kind], inWords(kind, slots)),
  ].join('')

function inWords(kind: GroundKind | GroundPrefix, slots: Slots): Slots {
  const isDated = kind === 'within-dates' || kind === 'outside-dates'
  const word = ([name, value]: readonly [string, string]): readonly [string, string] => {
    if (name === 'otherwise') return [name, demandsInWords(value)]
    const isWord = named.includes(name) || (isDated && (name === 'from' || name === 'to'))
    return [name, isWord ? (slotWords[value] ?? value) : value]
  }
  return Object.fromEntries(Object.entries(slots).map(word))
}

const demandsInWords = (otherwise: string): string =>
  readDemands(otherwise)
    ?.map(({ kind, slots }) => fillSlots(spanishDemands[kind], orInWords(slots)))
    .join(' y ') ?? otherwise

/** Several right versions are joined by "or". */
const orInWords = (slots: Slots): Slots =>
  Object.fromEntries(Object.entries(slots).map(([name, value]) => [name, value.replaceAll(' or ', ' ni ')]))
