import { join } from 'node:path'
import { installJava } from '../java/install-java.ts'

/** Fetches the jars of an engine and compiles what starts it, for `build.sh`: prints the class path, or why there is none. */
const [name] = process.argv.slice(2)
const engines = join(import.meta.dirname, '..')
const installed =
  name === 'mongodb'
    ? await installJava(join(engines, 'mongodb/pom.xml'), [join(engines, 'mongodb/MongoStandIn.java')])
    : await installJava(join(engines, 'kafka/pom.xml'))
if ('missing' in installed) {
  process.stderr.write(`${installed.missing}\n`)
  process.exitCode = 1
} else process.stdout.write(`${installed.classpath}\n`)
