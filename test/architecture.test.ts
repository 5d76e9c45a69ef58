import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkDependencies } from './architecture/check-dependencies.ts'
import { checkImports } from './architecture/check-imports.ts'
import { importTable } from './architecture/import-table.ts'
import { reachImports } from './architecture/reach-imports.ts'
import { isTest, isWritten, listFiles, listRooms, readRoom } from './architecture/read-house.ts'
import { lineCount } from './architecture/read-source.ts'

const root = resolve(import.meta.dirname, '..')
const files = listFiles(root)
const rooms = importTable.map((room) => ({ ...room, files: readRoom(root, files, room.folder) }))
const furnished = rooms.filter((room) => room.files.length > 0)
const sources = furnished.flatMap((room) => room.files).filter((file) => !file.isTest)
const everything = [...furnished.flatMap((room) => room.files), ...readRoom(root, files, 'test')]

const verifier = 'packages/ledger/src/recallwire-verify.ts'
/** The verifier is one file on purpose: a regulator reads all of it, and needs nothing else. */
const mayBeLong = (path: string) => path === verifier || path.includes('/fixtures/')
const isProgram = (path: string) => path === verifier || path.endsWith('/main.ts')

describe('the house', () => {
  test('has a row in the import table for every room', () => {
    const known = importTable.map((room) => room.folder)
    expect(listRooms(files).filter((folder) => !known.includes(folder))).toEqual([])
  })

  test('imports only what the table allows', () => {
    expect(
      furnished.flatMap((room) =>
        room.files
          .filter((file) => !file.isTest)
          .flatMap((file) => checkImports(room, file.path, file.imports)),
      ),
    ).toEqual([])
  })

  test('lets no source import what only tests use', () => {
    const uses = sources.flatMap((file) =>
      file.imports.filter(({ from }) => isTest(from)).map(({ from }) => `${file.path} imports ${from}`),
    )
    expect(uses).toEqual([])
  })

  test('lets the notifier compose mail, and leaves sending to the mailer it is given', () => {
    const mail = rooms.find((room) => room.folder === 'packages/mail')?.files ?? []
    const sends = /^(@aws-sdk\/|node:(fs|net|tls|https?|child_process)(\/|$))/
    const used = sources
      .filter((file) => file.path.startsWith('services/notifier/'))
      .flatMap((file) =>
        file.imports.filter(({ from, typeOnly }) => !typeOnly && from.startsWith('@recallwire/mail/')),
      )
      .map(({ from }) => from.replace('@recallwire/mail/', 'packages/mail/src/'))
    const reached = used.flatMap((path) =>
      [...reachImports(mail, path)]
        .filter((from) => sends.test(from))
        .map((from) => `${path} reaches ${from}`),
    )
    expect([...new Set(reached)]).toEqual([])
  })

  test('leaves kafkajs to one file, so that another client of Kafka is another file', () => {
    const users = sources.filter((file) => file.imports.some(({ from }) => from === 'kafkajs'))
    expect(users.map(({ path }) => path)).toEqual(['packages/distributed/src/log/kafka-client.ts'])
  })

  test('declares exactly the packages it imports', () => {
    expect(
      furnished.flatMap((room) =>
        checkDependencies(
          JSON.parse(readFileSync(join(root, room.folder, 'package.json'), 'utf8')),
          room.files,
        ),
      ),
    ).toEqual([])
  })

  test('keeps files within 200 lines, tables aside', () => {
    const long = everything.filter((file) => file.lines > 200 && !mayBeLong(file.path))
    expect(long.map((file) => `${file.path} has ${file.lines} lines`)).toEqual([])
  })

  test('reads the environment and ends the process only in programs', () => {
    const uses = sources.filter((file) => !isProgram(file.path))
    expect(uses.flatMap((file) => file.processUses.map((use) => `${file.path} uses ${use}`))).toEqual([])
    const imported = uses.filter((file) => file.imports.some(({ from }) => from === 'node:process'))
    expect(imported.map((file) => `${file.path} imports node:process`)).toEqual([])
  })

  test('exports by name', () => {
    const unnamed = everything.filter((file) => file.exportsDefault && !file.path.endsWith('.config.ts'))
    expect(unnamed.map((file) => file.path)).toEqual([])
  })

  test('describes every room in a README of fewer than 40 lines', () => {
    expect(
      [...furnished.map((room) => room.folder), 'test'].flatMap((folder) => {
        const path = join(root, folder, 'README.md')
        if (!existsSync(path)) return [`${folder} has no README.md`]
        const lines = lineCount(readFileSync(path, 'utf8'))
        return lines < 40 ? [] : [`${folder}/README.md has ${lines} lines`]
      }),
    ).toEqual([])
  })

  test('names every test of a file differently', () => {
    const suites = everything.filter(({ path }) => isTest(path) || path.endsWith('contract.ts'))
    const repeated = suites.flatMap(({ path, testNames }) =>
      testNames.filter((name, index) => testNames.indexOf(name) !== index).map((name) => `${path}: ${name}`),
    )
    expect(repeated).toEqual([])
  })

  test('names no path of the machine it was written on', () => {
    const machinePath = /(?<![\w.\-/])\/(?:work|root)\/|\/tmp\/bash_jobs/
    const named = files.filter(isWritten).flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .flatMap((line, index) => (machinePath.test(line) ? [`${path}:${index + 1}`] : [])),
    )
    expect(named).toEqual([])
  })
})
