import { describe, expect, test } from 'vitest'
import * as ids from './ids.ts'

const recallId = ids.recallIdOf('firm', 'FA-2025-019')
const caseId = ids.caseIdOf(recallId, 'facility')
const unitKey = ids.unitKeyOf({ product: { di: '09506000134352' }, mark: { serial: '1001' } })
const letter = {
  caseId,
  materialRevision: 1,
  contactId: 'contact',
  channel: 'mail',
  kind: 'initial',
  ordinal: 0,
} as const

const golden: Record<string, string> = {
  recall: recallId,
  unitBySerial: unitKey,
  unitByLot: ids.unitKeyOf({ product: { manufacturer: 'northwind', ref: 'NW-1' }, mark: { lot: 'L1' } }),
  unitByTag: ids.unitKeyOf({
    product: { di: '09506000134352' },
    mark: { assetTag: 'T1', facilityId: 'facility' },
  }),
  holding: ids.holdingIdOf(unitKey, 'facility'),
  custody: ids.custodyIdOf(unitKey, 'facility', 'event'),
  event: ids.eventIdOf('organisation', 'key', 0),
  match: ids.matchIdOf(recallId, 'custody'),
  case: caseId,
  bulk: ids.bulkIdOf('organisation', 'request'),
  alarm: ids.alarmIdOf(recallId, 'facility'),
  duty: ids.dutyIdOf(caseId, 'firm', 'FA-2025-019'),
  letter: ids.letterIdOf(letter),
  contactLetter: ids.contactLetterIdOf('contact', 0),
  reply: ids.replyIdOf(caseId, 'request'),
  reviewOfNotice: ids.noticeReviewIdOf(recallId, 'P1', 'ab'.repeat(32)),
  reviewOfText: ids.textReviewIdOf('organisation', 'request'),
  facility: ids.directoryIdOf('facility', 'organisation', 'MAIN'),
}

describe('a derived id', () => {
  test('has its golden value: another one would give every stored record a second id', () => {
    expect(golden).toMatchInlineSnapshot(`
      {
        "alarm": "4hub5yo7b7tqq4df7teobdoine",
        "bulk": "xjz7nci3shvqndw5rimjd7oftm",
        "case": "7lkbpcjr2gqmzuq5yboegjts3a",
        "contactLetter": "yz6kzat5ggmuf6x4nlkrwnx4hq",
        "custody": "65llempdmosondy6eacyd7ylkm",
        "duty": "6k7wy44tsszbmfsn7dr3cyorza",
        "event": "i6ftxqa63uhdaihgcj7z3rc7h4",
        "facility": "doisvzah4vknhgpxd7shvf347y",
        "holding": "uh2u73xqabtx4wj2pp7ui7ptja",
        "letter": "fayuns2vhtar3zqxgn52tfksxi",
        "match": "q4drtp6slkrmjuckq27xzr3734",
        "recall": "fnmxm5gtdjau33zlqso7l4wm64",
        "reply": "ujnu4xyckoyplqxmglrfe6ibnm",
        "reviewOfNotice": "oj5e443bzko44wvpsns3coouzu",
        "reviewOfText": "4nvl52lntwgk75injs7ytyelpm",
        "unitByLot": "sdf6ocitaw22cjw4yedenskmoa",
        "unitBySerial": "3p6kxezwgospnzeajhar7x2r5e",
        "unitByTag": "dmpmnp45ztv4bj3ourk3epuyw4",
      }
    `)
  })

  test('differs whenever one input differs', () => {
    const changes = [
      { caseId: 'other' },
      { materialRevision: 2 },
      { contactId: 'other' },
      { kind: 'reminder' },
      { ordinal: 1 },
    ]
    const all = [letter, ...changes.map((change) => ({ ...letter, ...change }))].map(ids.letterIdOf)
    expect(new Set(all).size).toBe(all.length)
    expect(new Set(Object.values(golden)).size).toBe(Object.keys(golden).length)
  })

  test('of a contact is not that of a person with the same key', () => {
    expect(ids.directoryIdOf('contact', 'o', 'k')).not.toBe(ids.directoryIdOf('person', 'o', 'k'))
  })
})
