import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { MissingEngine } from '../engine.ts'

const run = promisify(execFile)
const cache = resolve(import.meta.dirname, '../../../node_modules/.cache/recallwire-engines')
const launcher = join(import.meta.dirname, 'EndsWithParent.java')

export type InstalledJava = { readonly classpath: string }

/**
 * The jars that a pom names and the classes of our own launchers, fetched and compiled once and kept until one of them
 * changes. What is missing on the machine comes back as a sentence; a failing download throws.
 */
export async function installJava(
  pom: string,
  sources: readonly string[] = [],
): Promise<InstalledJava | MissingEngine> {
  if (!(await answers('java', '-version')))
    return { missing: 'no Java on this machine: install a JDK from 17' }
  const files = [pom, launcher, ...sources]
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  const digest = createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16)
  const folder = join(cache, `${basename(dirname(pom))}-${digest}`)
  const installed = { classpath: [join(folder, 'jars', '*'), join(folder, 'classes')].join(':') }
  if (await exists(folder)) return installed
  if (!(await answers('javac', '-version'))) return { missing: 'no Java compiler: install a JDK from 17' }
  if (!(await answers('mvn', '-version'))) return { missing: 'no Maven on this machine: install maven' }
  await fill(folder, pom, [launcher, ...sources])
  return installed
}

/** Fills a folder of its own and renames it: a half-filled one is never used, and of two at a time one wins. */
async function fill(folder: string, pom: string, sources: readonly string[]): Promise<void> {
  const filling = `${folder}.${process.pid}`
  const [jars, classes] = [join(filling, 'jars'), join(filling, 'classes')]
  await mkdir(classes, { recursive: true })
  await cp(pom, join(filling, 'pom.xml'))
  try {
    const copy = ['-q', '-B', '-f', join(filling, 'pom.xml'), 'dependency:copy-dependencies']
    const copying = [...copy, '-DincludeScope=runtime', `-DoutputDirectory=${jars}`]
    await run('mvn', copying, { timeout: 240_000 }).catch(() => run('mvn', copying, { timeout: 240_000 }))
    await run('javac', ['-d', classes, '-cp', join(jars, '*'), ...sources], { timeout: 60_000 })
    await rename(filling, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error
    })
  } finally {
    await rm(filling, { recursive: true, force: true })
  }
}

const answers = (command: string, argument: string): Promise<boolean> =>
  run(command, [argument], { timeout: 30_000 }).then(
    () => true,
    () => false,
  )

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
