import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { readSesEvent } from '@recallwire/mail/ses-event.ts'
import { notifierProcessSchema } from '@recallwire/notifier/process-config.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { root } from './programs.ts'

// Its own types bring the browser's along, which would count for the whole workspace.
const require = createRequire(import.meta.url)
const { parse } = z
  .object({
    parse: z.custom<(name: string, text: string) => Promise<unknown>>((value) => typeof value === 'function'),
  })
  .parse(require('@cdktf/hcl2json'))

const folder = join(root, 'infra/terraform')
const files = readdirSync(folder).filter((name) => name.endsWith('.tf'))
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8')

const body = z.record(z.string(), z.unknown())
const blocks = z.record(z.string(), z.record(z.string(), z.array(body))).default({})
const named = z.record(z.string(), z.array(body)).default({})
const fileSchema = z.strictObject({
  terraform: z.unknown().optional(),
  resource: blocks,
  data: blocks,
  variable: named,
  output: named,
  locals: z.array(body).default([]),
})
type File = z.output<typeof fileSchema>

const statementSchema = z.object({ actions: z.array(z.string()), resources: z.array(z.string()) })

describe('the Terraform module', () => {
  let parsed: readonly File[]
  /** The first block of this kind and address. */
  const find = (kind: 'resource' | 'data', type: string, name: string) =>
    parsed.flatMap((file) => file[kind][type]?.[name] ?? []).at(0)
  const namesOf = (kind: 'variable' | 'output') => parsed.flatMap((file) => Object.keys(file[kind]))

  beforeAll(async () => {
    parsed = await Promise.all(files.map(async (name) => fileSchema.parse(await parse(name, textOf(name)))))
  })

  test('is HCL in which every reference leads somewhere', () => {
    const references = new Set(
      files
        .flatMap((name) => [...textOf(name).matchAll(/(?<![\w".])(?:data\.)?(aws_\w+)\.(\w+)/g)])
        .map(([reference]) => reference),
    )
    expect(references.size).toBeGreaterThan(15)
    for (const reference of references) {
      const [kind, type = '', name = ''] = reference.startsWith('data.')
        ? (['data', ...reference.split('.').slice(1)] as const)
        : (['resource', ...reference.split('.')] as const)
      expect([reference, find(kind, type, name)]).toEqual([reference, expect.anything()])
    }
    const used = new Set(
      files.flatMap((name) => [...textOf(name).matchAll(/\bvar\.(\w+)/g)].map(([, one]) => one)),
    )
    expect([...used].toSorted()).toEqual(namesOf('variable').toSorted())
  })

  test('says of every variable and output what it is', () => {
    for (const file of parsed)
      for (const [name, [block]] of Object.entries({ ...file.variable, ...file.output }))
        expect([name, block?.description]).toEqual([name, expect.stringMatching(/\.$/)])
  })

  test('gives the notifier settings that it knows', () => {
    const [settings] = parsed.flatMap((file) => file.output.settings ?? [])
    const names = Object.keys(body.parse(settings?.value))
    expect(names.filter((name) => !(name in notifierProcessSchema.shape))).toEqual([])
    expect(names).toContain('RECALLWIRE_SES_EVENTS_QUEUE_URL')
  })

  test('lets the notifier do what the code does, and nothing else', () => {
    const mail = ['ses-mailer.ts', 'ses-event-queue.ts'].map((name) => [
      name.startsWith('ses-mailer') ? 'ses' : 'sqs',
      readFileSync(join(root, 'packages/mail/src', name), 'utf8'),
    ])
    const done = mail.flatMap(([service, text = '']) =>
      [...text.matchAll(/new (\w+)Command\(/g)].map(([, name]) => `${service}:${name}`),
    )
    const { statement } = z
      .object({ statement: z.array(statementSchema) })
      .parse(find('data', 'aws_iam_policy_document', 'notifier'))
    const allowed = statement.flatMap(({ actions }) => actions)
    expect(allowed.filter((action) => action !== 'kms:Decrypt').toSorted()).toEqual(
      [...new Set(done)].toSorted(),
    )
    for (const { actions, resources } of statement)
      if (resources.includes('*')) expect(actions).toEqual(['ses:GetSendQuota'])
  })

  test('asks for reports of kinds that the notifier reads', () => {
    const { event_destination } = z
      .object({ event_destination: z.array(z.object({ matching_event_types: z.array(z.string()) })) })
      .parse(find('resource', 'aws_sesv2_configuration_set_event_destination', 'reports'))
    const kinds = event_destination.flatMap(({ matching_event_types }) => matching_event_types)
    expect(kinds.length).toBeGreaterThan(5)
    for (const kind of kinds) {
      // BOUNCE is published as Bounce, DELIVERY_DELAY as DeliveryDelay.
      const eventType = kind
        .toLowerCase()
        .replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
      const tags = { letterId: ['a'.repeat(26)], attempt: ['1'] }
      const sent = { messageId: 'm', timestamp: '2026-01-01T00:00:00Z', tags }
      expect([kind, readSesEvent(JSON.stringify({ eventType, mail: sent })).kind]).toEqual([kind, 'event'])
    }
  })

  test('keeps what nobody could read, and a report hidden no shorter than the notifier holds it', () => {
    const queue = find('resource', 'aws_sqs_queue', 'reports')
    expect(String(queue?.redrive_policy)).toContain('aws_sqs_queue.unread.arn')
    const { RECALLWIRE_SES_EVENTS_HIDDEN_SECONDS: hidden, RECALLWIRE_SES_EVENTS_WAIT_SECONDS: wait } =
      notifierProcessSchema.shape
    expect(queue).toMatchObject({
      visibility_timeout_seconds: hidden.parse(undefined),
      receive_wait_time_seconds: wait.parse(undefined),
      message_retention_seconds: 14 * 86_400,
    })
  })

  test('is formatted as Terraform formats it', () => {
    const isHere = spawnSync('terraform', ['version']).status === 0
    const unformatted = isHere
      ? execFileSync('terraform', ['fmt', '-check', '-list=true', folder], { encoding: 'utf8' })
      : files.filter((name) => /\t| $|\n\n\n/m.test(textOf(name)) || !textOf(name).endsWith('}\n')).join('\n')
    expect(unformatted).toBe('')
  })
})
