import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { verifyBundle } from '@recallwire/ledger/recallwire-verify.ts'
import { choosePort } from '@recallwire/process/choose-port.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readLetters, readQuestions } from '../flow/support/post-office.ts'
import { type Life, liveCalmly, liveThroughKills } from './live-through.ts'
import { openApi } from './open-api.ts'
import { countOf, type ProjectedState, projectState, readCases } from './project-state.ts'
import { between, createRandom } from './seeded-random.ts'
import { type Place, startProcess } from './start-process.ts'

const kills = 20
const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)
const limitMs = 400_000
const verifier = fileURLToPath(import.meta.resolve('@recallwire/ledger/recallwire-verify.ts'))

/** What is left when a story is over. */
type Outcome = {
  readonly state: ProjectedState
  readonly letters: Readonly<Record<string, number>>
  /** Ids of the letters that cases say were sent, and of the files in the folder. */
  readonly sent: readonly string[]
  readonly inFolder: readonly string[]
  /** Whom a letter asked whether the address is right. */
  readonly asked: readonly string[]
  readonly bundle: Uint8Array
  readonly key: string
}

describe(`a process killed ${kills} times (FAULTS_SEED=${seed})`, () => {
  const random = createRandom(seed)
  const folders: string[] = []
  let calm: Outcome
  let shaken: Outcome
  let lives: readonly Life[]

  beforeAll(async () => {
    const calmPlace = await openPlace(folders)
    const undisturbed = await liveCalmly(calmPlace)
    calm = await look(calmPlace).finally(() => undisturbed.kill())
    const place = await openPlace(folders)
    const survived = await liveThroughKills(place, kills, random)
    lives = survived.lives
    shaken = await look(place).finally(() => survived.process.stop())
    const lines = lives.map(({ killed, events }) => `  ${events} events, killed ${killed}\n`)
    process.stdout.write(`FAULTS_SEED=${seed}\n${lines.join('')}`)
  }, limitMs)
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true })
  })

  test('did something in each of its lives', () => {
    expect(lives).toHaveLength(kills)
    expect(lives.filter(({ events }) => events <= 0)).toEqual([])
    expect(lives.filter(({ midPlay }) => midPlay).length).toBeGreaterThan(2)
  })

  test('ends in the state of one that was never disturbed', () => {
    expect(shaken.state).toEqual(calm.state)
  })

  test('has recorded the same facts of its cases, each as often', () => {
    expect(factsIn(shaken.bundle)).toEqual(factsIn(calm.bundle))
  })

  test('has replies to compare: one per case, from the person who sent the form', () => {
    const replies = Object.entries(shaken.state.cases).map(([code, { replies }]) => [code, replies])
    expect(Object.fromEntries(replies)).toMatchObject({
      NGH: [{ channel: 'link', holdsNone: false, by: { name: 'Coordinator of NGH' } }],
      SAMC: [{ channel: 'link' }],
      BRH: [{ duties: 2 }],
      HSC: [{ holdsNone: true }],
      WH1: [{ channel: 'link' }],
      TVC: [{ channel: 'link' }],
      OML: [{ channel: 'link' }],
    })
  })

  test('has put each letter into the folder, and none that no case knows of', () => {
    expect(shaken.inFolder.toSorted()).toEqual(shaken.sent.toSorted())
    // Besides, every contact was asked once whether its address is right.
    expect([calm.asked, [...new Set(shaken.asked)]]).toEqual([shaken.asked, shaken.asked])
  })

  test('has written the same letters to the same people as often, save repeats it recorded', () => {
    const repeats = count(shaken.bundle, '"possibleRepeat":true')
    const more = Object.entries(shaken.letters).map(([letter, times]) => times - (calm.letters[letter] ?? 0))
    expect(Object.keys(shaken.letters)).toEqual(Object.keys(calm.letters))
    expect(Math.min(...more)).toBe(0)
    expect(more.reduce((sum, times) => sum + times, 0)).toBeLessThanOrEqual(repeats)
  })

  test('has nothing left over that could not be handled', () => {
    expect(count(shaken.bundle, 'PhoneTaskRaised')).toBe(count(calm.bundle, 'PhoneTaskRaised'))
    expect(count(shaken.bundle, 'LetterStuck')).toBe(0)
  })

  test('has a ledger that the verifier accepts, and no byte of it can be changed unseen', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recallwire-bundle-'))
    folders.push(folder)
    expect(await verify(folder, shaken)).toMatchObject({ code: 0 })
    for (const position of positionsIn(shaken.bundle, random)) {
      const changed = Uint8Array.from(shaken.bundle)
      changed[position] = (changed[position] ?? 0) ^ (1 << between(random, 0, 7))
      const { status, message, file } = verifyBundle(changed, { keys: [shaken.key] })
      // A note whose signature line is hurt can no longer be checked; everything else is shown to be changed.
      const seen = file?.endsWith('.note') ? /^(tampered|cannot-check)$/ : /^tampered$/
      expect([position, message, file]).toEqual([position, message, expect.any(String)])
      expect(status).toMatch(seen)
    }
    const middle = Math.floor(shaken.bundle.length / 2)
    const changed = Uint8Array.from(shaken.bundle)
    changed[middle] = (changed[middle] ?? 0) ^ 1
    const { code, told } = await verify(folder, { ...shaken, bundle: changed })
    expect(code).toBe(1)
    expect(told).toMatch(/^TAMPERED: entry seq \d+, /)
  })

  test('is found whole by the next start, which sends nothing', async () => {
    const place: Place = { folder: folders[1] ?? '', port: await choosePort(0, '127.0.0.1') }
    const next = await startProcess(place)
    await next.played()
    expect(await projectState(openApi(place).api)).toEqual(shaken.state)
    expect((await readLetters(place.folder)).map(({ letterId }) => letterId).toSorted()).toEqual(
      shaken.inFolder.toSorted(),
    )
    await next.stop()
  })
})

async function openPlace(folders: string[]): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-faults-'))
  folders.push(folder)
  return { folder, port: await choosePort(0, '127.0.0.1') }
}

async function look(place: Place): Promise<Outcome> {
  const { api, download } = openApi(place)
  const { cases } = await readCases(api)
  const letters = await readLetters(place.folder)
  const { key } = z.looseObject({ key: z.string() }).parse(await api.get('/v1/ledger/checkpoint'))
  return {
    state: await projectState(api),
    letters: countOf(letters.map(({ to, subject }) => `${to} ${subject}`)),
    sent: cases.flatMap((view) => view.letters.map(({ letterId }) => letterId)),
    inFolder: letters.map(({ letterId }) => letterId),
    asked: (await readQuestions(place.folder)).map(({ to }) => to).toSorted(),
    bundle: await download('/v1/ledger/bundle'),
    key,
  }
}

const count = (bundle: Uint8Array, text: string): number =>
  new TextDecoder().decode(bundle).split(text).length - 1

/**
 * How often each kind of fact was recorded about cases. Left out is how often someone sat down to write: two reasons that
 * come close together are told in one step, and further apart in two, the second of which may find nothing left to tell.
 * What was written, and every step that was taken back, must be the same.
 */
const factsIn = (bundle: Uint8Array) =>
  countOf(
    [...new TextDecoder().decode(bundle).matchAll(/"recallwire\.case-changed\.v1#(\w+)"/g)]
      .map(([, kind = '']) => kind)
      .filter((kind) => kind !== 'StepPlanned' && kind !== 'StepTaken'),
  )

/** The verifier as an inspector runs it. */
async function verify(folder: string, { bundle, key }: Outcome) {
  const file = join(folder, 'ledger.bundle')
  writeFileSync(file, bundle)
  const args = [verifier, file, '--key', key]
  return promisify(execFile)(process.execPath, args).then(
    ({ stdout }) => ({ code: 0, told: stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, told: stdout }),
  )
}

const firstLine = 'recallwire-bundle/1\n'

/** Anywhere behind the first line (without which it is no bundle), and where files begin and end. */
function positionsIn(bundle: Uint8Array, random: () => number): readonly number[] {
  const anywhere = Array.from({ length: 200 }, () => between(random, firstLine.length, bundle.length - 1))
  const text = Buffer.from(bundle).toString('latin1')
  const headers = [...text.matchAll(/\n== [^\n]+\n/g)].flatMap(({ index, 0: line }) => [
    index,
    index + 1,
    index + 5,
    index + line.length - 2,
    index + line.length - 1,
  ])
  return [...anywhere, ...headers, bundle.length - 1].filter((position) => position >= firstLine.length)
}
