import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { renderReplyForm } from '@recallwire/notifier/reply-form/render-reply-form.ts'
import { Query } from 'mingo'
import { createTransport } from 'nodemailer'
import { noticeOf } from '../../faults/world/notice.ts'
import type { WorldRecall } from '../../faults/world/world.ts'
import type { Customers } from './enrol-customers.ts'
import { lettersToCompose } from './letters-to-compose.ts'

export type Device = { readonly facilityId: string; readonly di: string; readonly serial: string }

/** What many would build: open recalls as queries of mingo, one commit for each event, letters by nodemailer, one after the other. */
export type UsualStack = {
  open(recall: WorldRecall): void
  /** Recalls of products that nobody reports. */
  openOthers(dis: readonly string[]): void
  /** Stores devices by the thousand, outside of any measuring. */
  fill(devices: readonly Device[]): void
  /** Stores one device and writes to its site about every open recall of it. */
  observe(device: Device): Promise<void>
  /** Writes to whoever holds a unit of the recall. */
  publish(recall: WorldRecall): Promise<void>
  close(): Promise<void>
}

export type SentByUsual = { readonly to: string; readonly recall: WorldRecall; readonly serial: string }

/** `sent` is told when a letter has been composed, as the null transport takes it. */
export async function createUsualStack(
  { facilities }: Pick<Customers, 'facilities'>,
  addressAt: (facilityId: string) => string,
  sent: (letter: SentByUsual) => void,
): Promise<UsualStack> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-bench-'))
  const db = openDurable(join(folder, 'usual.db'))
  const insert = db.prepare('INSERT INTO devices (facility_id, document) VALUES (?, ?)')
  const insertLetter = db.prepare('INSERT INTO letters (recall, facility_id, sent) VALUES (?, ?, 0)')
  const markSent = db.prepare('UPDATE letters SET sent = 1 WHERE recall = ? AND facility_id = ?')
  const everything = db.prepare('SELECT document FROM devices')
  const recalls = new Map<WorldRecall, Query>()
  const transport = createTransport({ streamTransport: true, buffer: true })
  const nameOf = new Map(facilities.map(({ facilityId, name }) => [facilityId, name]))
  const form = Buffer.from(formToAttach())

  const others: Query[] = []
  const queryOf = (di: string) => new Query({ di: { $in: [di] } }, {})
  async function write(recall: WorldRecall, device: Device): Promise<void> {
    const { facilityId, serial } = device
    insertLetter.run(recall.reference, facilityId)
    const to = addressAt(facilityId)
    const mail = mailOf(recall, device, nameOf.get(facilityId) ?? '')
    const attachments = [{ filename: 'reply-form.pdf', contentType: 'application/pdf', content: form }]
    await transport.sendMail({ ...mail, to, attachments })
    sent({ to, recall, serial })
    markSent.run(recall.reference, facilityId)
  }
  return {
    open: (recall) => recalls.set(recall, queryOf(recall.di)),
    openOthers: (dis) => others.push(...dis.map(queryOf)),
    fill: (devices) => {
      db.exec('BEGIN')
      for (const device of devices) insert.run(device.facilityId, JSON.stringify(device))
      db.exec('COMMIT')
    },
    observe: async (device) => {
      insert.run(device.facilityId, JSON.stringify(device))
      for (const [recall, query] of recalls) if (query.test(device)) await write(recall, device)
      for (const query of others)
        if (query.test(device)) throw new Error(`${device.di} is of a recall that nobody is mailed about`)
    },
    publish: async (recall) => {
      const query = queryOf(recall.di)
      const devices = everything.all().map(({ document }): Device => JSON.parse(String(document)))
      for (const device of devices) if (query.test(device)) await write(recall, device)
    },
    close: async () => {
      db.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Every commit waits for the disk, as ours does. */
function openDurable(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  db.exec('CREATE TABLE devices (id INTEGER PRIMARY KEY, facility_id TEXT, document TEXT)')
  db.exec(
    'CREATE TABLE letters (recall TEXT, facility_id TEXT, sent INTEGER, PRIMARY KEY (recall, facility_id))',
  )
  return db
}

/** One form for everyone, made once: what a usual stack would attach. */
function formToAttach(): Uint8Array {
  const [input] = lettersToCompose(1)
  if (input === undefined) throw new RangeError('there is no sample')
  return renderReplyForm(input)
}

function mailOf(recall: WorldRecall, { serial }: Device, site: string) {
  const { title, reason, hazard, instructions, contact } = noticeOf(recall)
  const lines = [title, `Site: ${site}`, `Serial: ${serial}`, reason, hazard, ...instructions, contact.phone]
  return {
    from: 'recalls@example.org',
    subject: `URGENT: MEDICAL DEVICE RECALL — ${title} — ${site}`,
    text: lines.join('\n'),
    html: `<html><body>${lines.map((line) => `<p>${escaped(line ?? '')}</p>`).join('\n')}</body></html>`,
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
