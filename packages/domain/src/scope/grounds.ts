/**
 * The sentences of which a verdict's `because` is made, with slots for what they name. The stored sentence is English; by this table it
 * is read back, so that a letter can say the same in another language (`read-grounds.ts`).
 */
export const grounds = {
  'every-unit': 'every unit of the product is covered',
  listed: "{attribute} {value} is on the notice's list",
  'not-listed': "{attribute} {value} is not on the notice's list of {count}",
  'looks-like': "{attribute} {value} looks like {twin} on the notice's list but is not written the same",
  'in-range': 'serial {value} is in the range {from} to {to}',
  'not-in-range': 'serial {value} is outside the range {from} to {to}',
  'no-order': 'serial {value} cannot be ordered against the range {from} to {to}',
  'has-prefix': 'serial {value} begins with {prefix}',
  'like-prefix': 'serial {value} begins with something like {prefix}',
  'no-prefix': 'serial {value} begins with none of the {count} listed prefixes',
  'within-dates': '{dated} {date} is within {from} to {to}',
  'outside-dates': '{dated} {date} is outside {from} to {to}',
  'software-as-described': 'software {version} is as the notice describes',
  'software-incomparable': "software {version} cannot be compared with the notice's",
  'software-otherwise': 'software {version} {otherwise}',
  'not-recorded': 'the record has no {attribute}',
  'not-recorded-for-words': 'the record has no {attribute}, by which the words of the notice name units',
  'words-name-it': 'the words of the notice, which no person has confirmed, name this unit',
  'words-do-not': 'the words of the notice, read whole, do not name this unit',
  'words-unread': 'the words of the notice were not read',
  'words-unclear': 'a person has to read the words of the notice to tell whether they mean this unit',
  linked: '{di} stands for the product through the package link of GUDID record {record}',
  'linked-unsure':
    '{di} stands for the product through the package link of GUDID record {record}, but the DIs of that link are in more than one record: check the product',
  decided:
    'two people of {firm} decided on {date} that this unit is {verdict} (proposed by {role}, confirmed by {other})',
} as const

/** What may stand before a sentence; several, the outermost first. */
export const groundPrefixes = {
  excepted: 'excepted: ',
  'not-excepted': 'not excepted: ',
  computed: 'the notice itself makes it {verdict}: ',
} as const

/** In which words a version of software misses what the notice asks; several are joined by " and ". */
export const softwareDemands = {
  'is-not': 'is not {value}',
  'begins-otherwise': 'does not begin with {value}',
  excepted: 'is excepted by the notice',
  'too-low': 'is below {value}',
  'too-high': 'is not below {value}',
} as const

export type GroundKind = keyof typeof grounds
export type GroundPrefix = keyof typeof groundPrefixes
export type SoftwareDemand = keyof typeof softwareDemands

/** Words that stand in slots and are not names: a language has its own for each. */
export const slotWords = {
  attribute: ['serial', 'lot', 'software version', 'manufacture date', 'expiry date'],
  dated: ['manufacture date', 'expiry date'],
  verdict: ['affected', 'possibly affected', 'not affected'],
  role: ['an editor', 'an approver', 'its staff'],
} as const

export type Slots = Readonly<Record<string, string>>

/** One sentence of a verdict, taken apart. */
export type Ground = {
  readonly kind: GroundKind
  readonly slots: Slots
  readonly prefixes: readonly { readonly kind: GroundPrefix; readonly slots: Slots }[]
}

/** A sentence with its slots filled. A slot without a value is a bug: the text would say something else. */
export const fillSlots = (sentence: string, slots: Slots): string =>
  sentence.replace(/\{(\w+)\}/g, (_slot, name: string) => {
    const value = slots[name]
    if (value === undefined) throw new Error(`"${sentence}" is without its ${name}`)
    return value
  })
