import type { NoticeContentInput } from '@recallwire/domain/notice/notice-content.ts'
import { addressedAccounts } from './cast.ts'

const v6Serials = [
  '765100',
  '772744',
  '789742',
  '841197',
  '867753',
  '920606',
  '1024015',
  '770164',
  '788724',
  '793079',
  '842498',
  '918342',
  '962810',
  '1027523',
]

const v8Serials = [
  '2006307',
  '2052091',
  '2093765',
  '2095360',
  '2104302',
  '2119236',
  '2141815',
  '2025925',
  '2067699',
  '2094483',
  '2095541',
  '2105238',
  '2119436',
  '2143406',
  '2034297',
  '2074097',
  '2094580',
  '2096351',
  '2105769',
  '2135482',
  '2143684',
  '2051591',
  '2090658',
  '2095202',
  '2096856',
  '2118940',
  '2137976',
  '2156201',
]

const manufacturer = 'Baxter Healthcare'

/**
 * The real notice: Baxter's letter of 20 June 2025 on Spectrum infusion pumps that may run the other platform's software,
 * as the regulator's early alert repeated it. Its scope is the list of 42 serials and nothing else. A news article said
 * "all serial numbers linked to the UDIs"; that wording is kept as a source of lower rank and governs nothing.
 */
export const baxterNotice = (): NoticeContentInput => ({
  title: 'Spectrum infusion pumps: an incorrect software version may be installed',
  action: 'removal',
  recallClass: null,
  sourceStatus: 'early-alert',
  initiatedOn: '2025-06-20',
  reason:
    'During service, an incorrect version of software may have been installed: software of the V8 platform on a V6 pump, or software of the V6 platform on a V8 pump.',
  hazard:
    'A pump with the wrong software may delay or interrupt therapy, or may infuse too little or too much. Depending on the medicine and the patient this can cause serious harm.',
  injuries: { serious: 0, deaths: 0 },
  instructions: [
    'Locate the pumps with the serial numbers listed for your facility at once and remove them from service. The product code and the serial number are on the bottom of the pump.',
    'Switch the pump on and record the software version that the start-up screen shows. A V6 pump must show a version that begins with 6, a V8 pump one that begins with 8.',
    'Contact the firm to schedule service for a pump that shows another version, or whose version cannot be read.',
    'Reply to this letter even if you hold none of the pumps. If a supplier wrote to you as well, that supplier is owed a reply too.',
  ],
  products: [
    {
      productId: 'V6',
      name: 'Sigma Spectrum Infusion System (V6 platform)',
      manufacturer,
      refs: ['35700BAX'],
      dis: ['00085412091570'],
      units: { serials: v6Serials },
      verbatim: `Product code 35700BAX, UDI-DI 00085412091570. Affected serial numbers: ${v6Serials.join(', ')}.`,
    },
    {
      productId: 'V8',
      name: 'Sigma Spectrum Infusion System (V8 platform)',
      manufacturer,
      refs: ['35700BAX2'],
      dis: ['00085412498683'],
      units: { serials: v8Serials },
      verbatim: `Product code 35700BAX2, UDI-DI 00085412498683. Affected serial numbers: ${v8Serials.join(', ')}.`,
    },
  ],
  checks: [softwareCheck('V6', '6'), softwareCheck('V8', '8')],
  contact: {
    name: 'Baxter Product Surveillance',
    phone: '800-843-7867',
    email: 'corporate_product_complaints_round_lake@baxter.com',
  },
  sources: [
    {
      title: 'Letter to customers of 20 June 2025',
      publisher: 'Baxter',
      publishedOn: '2025-06-20',
      rank: 1,
      text: 'Affected pumps are those of product codes 35700BAX and 35700BAX2 whose serial numbers are listed: 14 of the V6 platform and 28 of the V8 platform.',
    },
    {
      title: 'Early Alert: Infusion Pump Software Issue from Baxter',
      publisher: 'U.S. Food and Drug Administration',
      publishedOn: '2025-07-07',
      rank: 2,
      text: 'Locate pumps with the affected serial numbers and remove them from service; check and record the installed software version; contact the firm to schedule service.',
    },
    {
      title: 'FDA announces recall of Baxter infusion pumps with mismatched software',
      publisher: 'Trade press',
      rank: 3,
      text: 'All serial numbers linked to the UDIs are affected and should be isolated and returned for replacement or refund.',
    },
  ],
  addressedAccounts: [...addressedAccounts],
  depth: 'consumer-user',
  effectivenessLevel: 'A',
})

function softwareCheck(productId: 'V6' | 'V8', begins: '6' | '8') {
  return {
    checkId: `software-${productId.toLowerCase()}`,
    productId,
    kind: 'software-version',
    question: `Which software version does the start-up screen of the ${productId} pump show? It must begin with ${begins}.`,
    passes: { startsWith: begins },
    whenPassed: 'The pump runs the right software. Record the version; it may return to use.',
    whenFailed: 'Keep the pump out of service and call the firm to schedule service.',
  } as const
}
