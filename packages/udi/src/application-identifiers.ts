import type { CharacterSet } from './character-sets.ts'

/** What an application identifier (AI) allows after it. Lengths count characters of the value, without the AI. */
export type ApplicationIdentifier = {
  readonly title: string
  readonly characters: CharacterSet
  /** Those characters as `codesOf` has them: set by the table. */
  readonly codes?: Uint8Array | undefined
  readonly minimum: number
  readonly maximum: number
  /** Length known from the AI alone, so that no separator follows (General Specifications, figure 7.8.5-2). */
  readonly predefined?: true | undefined
  /** How many leading characters are digits where the rest may be text. */
  readonly leadingDigits?: number | undefined
  /** The position (from 1) of the modulo 10 check digit over the digits before it. */
  readonly checkDigitAt?: number | undefined
  /** How the first six digits are a date: a day, a day or 00 for the end of the month, a day and then HHMM. */
  readonly calendar?: 'day' | 'day-or-month' | 'day-and-time' | undefined
  /** Each group wants one of its AIs on the same item. */
  readonly needs?: readonly (readonly string[])[] | undefined
  /** Whether the device identifier alone gives what `needs` asks for: set by the table, false where it is not known. */
  readonly needsGtinAtMost?: boolean | undefined
  /** AIs that contradict this one on the same item. */
  readonly excludes?: readonly string[] | undefined
}

type Extra = Omit<ApplicationIdentifier, 'title' | 'characters' | 'minimum' | 'maximum'>

const item = { needs: [['01', '02', '8006', '8026']] } as const
const itemOrMadeToOrder = { needs: [['01', '02', '03', '8006', '8026']] } as const
const itemOrContent = { needs: [['01', '02']] } as const
const gtin = { needs: [['01']] } as const
const gtinOrPiece = { needs: [['01', '8006']] } as const
const gtinAndSerial = { needs: [['01'], ['21']] } as const
const gtinOrLogistic = { needs: [['00', '01']] } as const
const logistic = { needs: [['00']] } as const
const service = { needs: [['8017', '8018']] } as const
const recipient = { needs: [['8018']] } as const

/**
 * The AIs of the GS1 syntax dictionary (release of 2026-01-27), save those whose last digit varies (`identifierFamilies`, `measure`). Left out,
 * because no device label carries them: which prices want which measures, and the finer rules of places and persons.
 */
export const applicationIdentifiers: Readonly<Record<string, ApplicationIdentifier>> = {
  '00': digits('SSCC', 18, 18, { predefined: true, checkDigitAt: 18 }),
  '01': digits('GTIN', 14, 14, { predefined: true, checkDigitAt: 14, excludes: ['255', '37'] }),
  '02': digits('CONTENT', 14, 14, {
    predefined: true,
    checkDigitAt: 14,
    needs: [['37']],
    excludes: ['01', '03'],
  }),
  '03': digits('MTO GTIN', 14, 14, { predefined: true, checkDigitAt: 14, excludes: ['01', '02', '37'] }),
  '10': text('BATCH/LOT', 20, itemOrMadeToOrder),
  '11': digits('PROD DATE', 6, 6, { predefined: true, calendar: 'day-or-month', ...itemOrMadeToOrder }),
  '12': digits('DUE DATE', 6, 6, { predefined: true, calendar: 'day-or-month', needs: [['8020']] }),
  '13': digits('PACK DATE', 6, 6, { predefined: true, calendar: 'day-or-month', ...itemOrMadeToOrder }),
  '15': digits('BEST BEFORE', 6, 6, { predefined: true, calendar: 'day-or-month', ...itemOrMadeToOrder }),
  '16': digits('SELL BY', 6, 6, { predefined: true, calendar: 'day-or-month', ...itemOrMadeToOrder }),
  '17': digits('USE BY OR EXPIRY', 6, 6, {
    predefined: true,
    calendar: 'day-or-month',
    needs: [['01', '02', '03', '255', '8006', '8026']],
  }),
  '20': digits('VARIANT', 2, 2, { predefined: true, ...item }),
  '21': text('SERIAL', 20, { needs: [['01', '03', '8006']], excludes: ['235'] }),
  '22': text('CPV', 20, gtin),
  '235': text('TPX', 28, gtin),
  '240': text('ADDITIONAL ID', 30, item),
  '241': text('CUST. PART No.', 30, item),
  '242': digits('MTO VARIANT', 1, 6, item),
  '243': text('PCN', 20, gtin),
  '250': text('SECONDARY SERIAL', 30, { needs: [['01', '8006'], ['21']] }),
  '251': text('REF. TO SOURCE', 30, gtinOrPiece),
  '253': { ...text('GDTI', 30), minimum: 13, leadingDigits: 13, checkDigitAt: 13 },
  '254': text('GLN EXTENSION COMPONENT', 20, { needs: [['414']] }),
  '255': digits('GCN', 13, 25, { checkDigitAt: 13, excludes: ['415', '8006', '8020', '8026'] }),
  '30': digits('VAR. COUNT', 1, 8, itemOrContent),
  '37': digits('COUNT', 1, 8, { needs: [['00'], ['02', '8026']] }),
  '400': text('ORDER NUMBER', 30),
  '401': text('GINC', 30),
  '402': digits('GSIN', 17, 17, { checkDigitAt: 17 }),
  '403': text('ROUTE', 30, logistic),
  '410': location('SHIP TO LOC'),
  '411': location('BILL TO'),
  '412': location('PURCHASE FROM'),
  '413': location('SHIP FOR LOC'),
  '414': location('LOC No.'),
  '415': location('PAY TO', { needs: [['8020']] }),
  '416': location('PROD/SERV LOC'),
  '417': location('PARTY'),
  '420': text('SHIP TO POST', 20, { excludes: ['421'] }),
  '421': { ...text('SHIP TO POST', 12, { excludes: ['4307'] }), minimum: 4, leadingDigits: 3 },
  '422': digits('ORIGIN', 3, 3, { ...item, excludes: ['426'] }),
  '423': digits('COUNTRY - INITIAL PROCESS', 3, 15, { ...itemOrContent, excludes: ['426'] }),
  '424': digits('COUNTRY - PROCESS', 3, 3, { ...itemOrContent, excludes: ['426'] }),
  '425': digits('COUNTRY - DISASSEMBLY', 3, 15, { ...itemOrContent, excludes: ['426'] }),
  '426': digits('COUNTRY - FULL PROCESS', 3, 3, itemOrContent),
  '427': text('ORIGIN SUBDIVISION', 3, { needs: [['01', '02'], ['422']] }),
  '4300': text('SHIP TO COMP', 35, logistic),
  '4301': text('SHIP TO NAME', 35, logistic),
  '4302': text('SHIP TO ADD1', 70, logistic),
  '4303': text('SHIP TO ADD2', 70, { needs: [['4302']] }),
  '4304': text('SHIP TO SUB', 70, logistic),
  '4305': text('SHIP TO LOC', 70, logistic),
  '4306': text('SHIP TO REG', 70, logistic),
  '4307': { ...text('SHIP TO COUNTRY', 2, logistic), minimum: 2 },
  '4308': text('SHIP TO PHONE', 30, logistic),
  '4309': digits('SHIP TO GEO', 20, 20, logistic),
  '4310': text('RTN TO COMP', 35, logistic),
  '4311': text('RTN TO NAME', 35, logistic),
  '4312': text('RTN TO ADD1', 70, logistic),
  '4313': text('RTN TO ADD2', 70, { needs: [['4312']] }),
  '4314': text('RTN TO SUB', 70, logistic),
  '4315': text('RTN TO LOC', 70, logistic),
  '4316': text('RTN TO REG', 70, logistic),
  '4317': { ...text('RTN TO COUNTRY', 2, logistic), minimum: 2 },
  '4318': text('RTN TO POST', 20, logistic),
  '4319': text('RTN TO PHONE', 30, logistic),
  '4320': text('SRV DESCRIPTION', 35, logistic),
  '4321': digits('DANGEROUS GOODS', 1, 1, logistic),
  '4322': digits('AUTH TO LEAVE', 1, 1, logistic),
  '4323': digits('SIG REQUIRED', 1, 1, logistic),
  // The delivery windows may end in 9999 for "no time given", so that no clock time is checked.
  '4324': digits('NOT BEF DEL DT', 10, 10, { calendar: 'day-or-month', ...logistic }),
  '4325': digits('NOT AFT DEL DT', 10, 10, { calendar: 'day-or-month', ...logistic }),
  '4326': digits('REL DATE', 6, 6, { calendar: 'day', ...logistic }),
  '4330': temperature('MAX TEMP F', '4331'),
  '4331': temperature('MAX TEMP C', '4330'),
  '4332': temperature('MIN TEMP F', '4333'),
  '4333': temperature('MIN TEMP C', '4332'),
  '7001': digits('NSN', 13, 13, item),
  '7002': text('MEAT CUT', 30, itemOrContent),
  '7003': digits('EXPIRY TIME', 10, 10, { calendar: 'day-and-time', ...itemOrContent }),
  '7004': digits('ACTIVE POTENCY', 1, 4, { needs: [['01'], ['10']] }),
  '7005': text('CATCH AREA', 12, itemOrContent),
  '7006': digits('FIRST FREEZE DATE', 6, 6, { calendar: 'day', ...itemOrContent }),
  '7007': digits('HARVEST DATE', 6, 12, { calendar: 'day', ...itemOrContent }),
  '7008': text('AQUATIC SPECIES', 3, itemOrContent),
  '7009': text('FISHING GEAR TYPE', 10, itemOrContent),
  '7010': text('PROD METHOD', 2, itemOrContent),
  '7011': digits('TEST BY DATE', 6, 10, { calendar: 'day-and-time', ...itemOrContent }),
  '7020': text('REFURB LOT', 20, { needs: [['01', '8006'], ['416']] }),
  '7021': text('FUNC STAT', 20, gtinOrPiece),
  '7022': text('REV STAT', 20, { needs: [['7021']] }),
  '7023': text('GIAI - ASSEMBLY', 30),
  '7040': { ...text('UIC+EXT', 4), minimum: 4, leadingDigits: 1 },
  '7041': text('UFRGT UNIT TYPE', 4, logistic),
  '710': text('NHRN PZN', 20, gtin),
  '711': text('NHRN CIP', 20, gtin),
  '712': text('NHRN CN', 20, gtin),
  '713': text('NHRN DRN', 20, gtin),
  '714': text('NHRN AIM', 20, gtin),
  '715': text('NHRN NDC', 20, gtin),
  '716': text('NHRN AIC', 20, gtin),
  '717': text('NHRN SRN', 20, gtin),
  '7240': text('PROTOCOL', 20, gtinOrPiece),
  '7241': digits('AIDC MEDIA TYPE', 2, 2, service),
  '7242': text('VCN', 25, service),
  '7250': digits('DOB', 8, 8, { ...recipient, excludes: ['7251'] }),
  '7251': digits('DOB TIME', 12, 12, { ...recipient, excludes: ['7250'] }),
  '7252': digits('BIO SEX', 1, 1, recipient),
  '7253': text('FAMILY NAME', 40, { ...service, excludes: ['7256', '7259'] }),
  '7254': text('GIVEN NAME', 40, { ...service, excludes: ['7256', '7259'] }),
  '7255': text('SUFFIX', 10, { ...service, excludes: ['7256', '7259'] }),
  '7256': text('FULL NAME', 90, service),
  '7257': text('PERSON ADDR', 70, recipient),
  '7258': { ...text('BIRTH SEQUENCE', 3, { needs: [['8018'], ['7259']] }), minimum: 3 },
  '7259': text('BABY', 40, { ...recipient, excludes: ['7256'] }),
  '8001': digits('DIMENSIONS', 14, 14, gtin),
  '8002': text('CMT No.', 20),
  '8003': { ...text('GRAI', 30), minimum: 14, leadingDigits: 14, checkDigitAt: 14 },
  '8004': text('GIAI', 30),
  '8005': digits('PRICE PER UNIT', 6, 6, itemOrContent),
  '8006': digits('ITIP', 18, 18, { checkDigitAt: 14, excludes: ['01', '37'] }),
  '8007': text('IBAN', 34, { needs: [['415']] }),
  '8008': digits('PROD TIME', 8, 12, { calendar: 'day', ...itemOrContent }),
  '8009': text('OPTSEN', 50, gtinOrLogistic),
  '8010': { ...text('CPID', 30), characters: 'set39' },
  '8011': digits('CPID SERIAL', 1, 12, { needs: [['8010']] }),
  '8012': text('VERSION', 20, gtinOrPiece),
  '8013': text('GMN', 25),
  '8014': text('MUDI', 25, gtin),
  '8017': digits('GSRN - PROVIDER', 18, 18, { checkDigitAt: 18, excludes: ['8018'] }),
  '8018': digits('GSRN - RECIPIENT', 18, 18, { checkDigitAt: 18 }),
  '8019': digits('SRIN', 1, 10, service),
  '8020': text('REF No.', 25, { needs: [['415']] }),
  '8026': digits('ITIP CONTENT', 18, 18, { checkDigitAt: 14, needs: [['37']], excludes: ['02', '8006'] }),
  '8030': {
    ...text('DIGSIG', 90, {
      needs: [['00', '01', '253', '255', '8003', '8004', '8006', '8010', '8017', '8018']],
    }),
    characters: 'set64',
  },
  '8040': digits('IMEI', 15, 15, gtinAndSerial),
  '8041': digits('IMEI2', 15, 15, { needs: [['01'], ['21'], ['8040']] }),
  '8042': digits('ESIM', 32, 32, { needs: [['01'], ['21'], ['8040']] }),
  '8043': digits('PSIM', 18, 20, { needs: [['01'], ['21'], ['8040']] }),
  '8110': text('COUPON', 70),
  '8111': digits('POINTS', 4, 4, { needs: [['255']] }),
  '8112': text('COUPON OFFER', 70),
  '8200': text('PRODUCT URL', 70, gtin),
  '90': text('INTERNAL', 30),
}

/** AIs of a three-digit stem and a last digit from 0 to `last`. */
export const identifierFamilies: Readonly<
  Record<string, { readonly last: number; readonly identifier: ApplicationIdentifier }>
> = {
  '390': { last: 9, identifier: digits('AMOUNT', 1, 15) },
  '391': { last: 9, identifier: digits('AMOUNT', 4, 18) },
  '392': { last: 9, identifier: digits('PRICE', 1, 15, gtin) },
  '393': { last: 9, identifier: digits('PRICE', 4, 18) },
  '394': { last: 3, identifier: digits('PRCNT OFF', 4, 4, { needs: [['255']] }) },
  '395': { last: 5, identifier: digits('PRICE/UoM', 6, 6) },
  '703': { last: 9, identifier: { ...text('PROCESSOR', 30, itemOrContent), minimum: 4, leadingDigits: 3 } },
  '723': { last: 9, identifier: { ...text('CERT', 30, { needs: [['01', '8004']] }), minimum: 3 } },
}

/** AIs 91 to 99. */
export const internal = text('INTERNAL', 90)
/** Six digits, their decimal point given by the AI's last digit: of the item, or of item or shipment. */
export const measure = digits('MEASURE', 6, 6, { predefined: true, ...itemOrContent })
export const logisticMeasure = digits('MEASURE', 6, 6, { predefined: true, ...gtinOrLogistic })

function digits(title: string, minimum: number, maximum: number, extra: Extra = {}): ApplicationIdentifier {
  return { title, characters: 'digits', minimum, maximum, ...extra }
}

function text(title: string, maximum: number, extra: Extra = {}): ApplicationIdentifier {
  return { title, characters: 'set82', minimum: 1, maximum, ...extra }
}

function location(title: string, extra: Extra = {}): ApplicationIdentifier {
  return digits(title, 13, 13, { predefined: true, checkDigitAt: 13, ...extra })
}

/** Six digits and a hyphen behind a temperature below zero. */
function temperature(title: string, otherScale: string): ApplicationIdentifier {
  return { ...text(title, 7, { ...logistic, excludes: [otherScale] }), minimum: 6, leadingDigits: 6 }
}
