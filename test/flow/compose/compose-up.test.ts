import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import type { Enrolled } from '@recallwire/infra-embedded/demonstration/enrol.ts'
import { verifyBundle } from '@recallwire/ledger/recallwire-verify.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../engines/free-port.ts'
import { askJudge } from '../../faults/processes/judge.ts'
import { playThrough, visit } from '../services/visit.ts'
import { replyByLink } from '../support/reply-by-link.ts'
import { missingOfDocker, openStack, type Stack } from './docker.ts'

const missing = missingOfDocker()
const files = ['docker-compose.yml']

/** What goes on after a death, each by itself; the local SES is the judge and forgets, so it is not among them. */
const mortals = ['ingestion', 'matcher', 'notifier', 'auditor', 'console', 'kafka-1', 'mongo']

if (missing !== undefined) test('the compose file comes up', ({ skip }) => skip(missing))
else
  describe('the compose file', () => {
    let stack: Stack
    let publicUrl = ''
    let enrolled: Enrolled
    let signed: { readonly forwardingSecret: Uint8Array; readonly installationId: string }
    let judge: ReturnType<typeof askJudge>

    beforeAll(async () => {
      const [consolePort, sesPort] = [await freePort(), await freePort()]
      publicUrl = `http://127.0.0.1:${consolePort}`
      judge = askJudge(`http://127.0.0.1:${sesPort}`)
      const authorities = '/etc/ssl/certs/ca-certificates.crt'
      stack = openStack(`recallwire-test-${process.pid}`, files, {
        CONSOLE_PUBLISHED_PORT: String(consolePort),
        SES_PUBLISHED_PORT: String(sesPort),
        RECALLWIRE_PUBLIC_URL: publicUrl,
        RECALLWIRE_DEMONSTRATION: 'true',
        // Behind a proxy with a certificate of its own the build trusts what the machine trusts.
        EXTRA_CA_FILE: existsSync(authorities) ? authorities : '/dev/null',
      })
      await stack.compose('up', '--build', '--wait', '--wait-timeout', '300')
      const secret = async (name: string) =>
        (await stack.compose('exec', '-T', 'console', 'cat', `/run/recallwire/secrets/${name}`)).trim()
      signed = {
        forwardingSecret: Uint8Array.from(Buffer.from(await secret('forwarding-secret'), 'hex')),
        installationId: await secret('installation-id'),
      }
    }, 600_000)
    afterAll(async () => {
      await stack?.compose('--profile', 'demonstration', 'down', '--volumes', '--timeout', '20')
    }, 120_000)

    const visitor = () => visit(signed, enrolled, judge, publicUrl)
    const responding = async () => {
      const { recallId } = await visitor().recall()
      const report = await visitor().as('Dana Whitlock').get(`/v1/recalls/${recallId}/status-report`)
      return statusReportSchema.parse(report).responding.count
    }
    const reply = async (address: string, name: string) => {
      const letter = await visitor().letterTo(address)
      return replyByLink(letter, { name, role: 'Owner', holding: 'none' })
    }

    test('plays the demonstration from a container of its own, and prints a link for each role', async () => {
      await stack.compose('--profile', 'demonstration', 'run', '--rm', '-T', 'demonstration').then((said) => {
        expect(said).toContain('Priya Raman, the second person, approved it.')
        expect(said.split(`${publicUrl}/sign-in?link=`).length).toBe(6)
      })
      // Every step has a key of its own: from here it is the same performance.
      enrolled = await playThrough(signed, publicUrl)
      const { accepted } = await judge.tally()
      const letters = accepted.map(({ tags }) => tags.letterId)
      expect(letters.length).toBeGreaterThanOrEqual(7)
      expect(new Set(letters).size).toBe(letters.length)
    }, 300_000)

    test('takes a reply at the public address and counts it in the report', async () => {
      expect(await reply('recalls@oldmill.example.org', 'Ora Lund')).toMatchObject({ status: 200 })
      await until(async () => (await responding()) > 0)
    })

    test('goes on after the death of each process, which is started anew by itself', async () => {
      for (const service of mortals) {
        const before = await stack.stateOf(service)
        await stack.killProcessOf(service)
        await until(async () => {
          const { healthy, startedAt } = await stack.stateOf(service)
          return healthy && startedAt !== before.startedAt
        })
      }
      await until(async () => (await fetch(`${publicUrl}/openapi.json`)).ok)
      const counted = await responding()
      expect(counted).toBeGreaterThan(0)
      expect(await reply('office@harrowgate.example.org', 'Ina Moss')).toMatchObject({ status: 200 })
      await until(async () => (await responding()) > counted)
    }, 600_000)

    test('has kept one sound ledger', async () => {
      const authorization = visitor().signed('Judith Osei')
      const answer = await fetch(`${publicUrl}/v1/ledger/bundle`, { headers: { authorization } })
      expect(verifyBundle(await answer.bytes())).toMatchObject({ status: 'ok' })
    })
  })

const withinMs = 120_000

/** A container starts in its own time, and an answer in between may be a refusal. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const failure = await holds().then(
      (held) => (held ? undefined : 'it does not hold'),
      (error: unknown) => error,
    )
    if (failure === undefined) return
    if (performance.now() > deadline) throw new Error('not within two minutes', { cause: failure })
    await delay(500)
  }
}
