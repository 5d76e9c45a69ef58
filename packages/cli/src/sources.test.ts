import { afterAll, beforeAll, expect, test } from 'vitest'
import { baxterNotice } from '../../../infra/embedded/src/demonstration/baxter-notice.ts'
import { type CommandHouse, openCommandHouse } from './testing/open-command-house.ts'

const [dana, marcus] = ['Dana Whitlock', 'Marcus Hale']
let house: CommandHouse

beforeAll(async () => {
  house = await openCommandHouse()
  house.write('notice.json', JSON.stringify({ reference: 'FA-2025-019', content: baxterNotice() }))
  await house.says(dana, 'publish notice.json')
  await house.says('Priya Raman', 'approve FA-2025-019')
})
afterAll(() => house?.close())

const record = (number: string, event: string) => ({
  recall_number: number,
  event_id: event,
  classification: 'Class II',
  recalling_firm: 'Baxter',
  recall_initiation_date: '20250620',
  reason_for_recall: 'A screw can be missing.',
  product_description: 'Infusion pump, product code 35700BAX2',
  code_info: 'All serial numbers',
})

test('records of FDA are laid beside a recall, and only proposed', async () => {
  const { write, says, answers } = house
  write('fda.json', JSON.stringify({ results: [record('Z-9001-2025', '99001'), { recall_number: '?' }] }))
  const imported = await says(dana, 'sources import fda.json FA-2025-019')
  expect(imported).toContain('Event 99001 (Z-9001-2025): belongs to your recall')
  expect(imported).toContain('/results/1/recall_number')
  expect(await answers(dana, 'sources import fda.json')).toMatchObject({ events: [{ outcome: 'unchanged' }] })
  expect(await says(dana, 'sources show 99001')).toMatch(/! recallClass: II {2}\[openfda-enforcement\]/)
  expect(await says(dana, 'sources list')).toMatch(/99001 +Z-9001-2025 +II +- +revision/)
  expect(await says(dana, 'sources attach Z-9001-2025 FA-2025-019')).toContain('Z-9001-2025, RES 99001')
})

test('a draft is made of records with what they do not say', async () => {
  const { write, says } = house
  write('other.json', JSON.stringify(record('Z-9002-2025', '99002')))
  expect(await says(dana, 'sources import other.json')).toContain('a draft is proposed')
  expect(await says(dana, 'sources draft Z-9002-2025', 1)).toContain('/reference')
  const contact = { name: 'Recall desk', phone: '800-555-0142', email: 'recalls@northwind.example.com' }
  const content = { action: 'correction', hazard: 'None known.', instructions: ['Inspect it.'], contact }
  write('more.json', JSON.stringify({ reference: 'FA-2025-020', content }))
  const drafted = await says(dana, 'sources draft Z-9002-2025 --with more.json')
  expect(drafted).toMatch(/^Recall [a-z2-7]{26} \(draft\) has a draft/)
})

test('a source that is not there, half a command and a hospital are refused, each with its exit code', async () => {
  const { says } = house
  expect(await says(dana, 'sources show Z-9999-2025', 1)).toContain('Nothing was imported about')
  expect(await says(dana, 'sources attach Z-9001-2025', 2)).toContain('Name the recall')
  expect(await says(marcus, 'sources list', 4)).toContain('Your role does not allow')
})
