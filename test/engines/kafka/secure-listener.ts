import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../free-port.ts'

const run = promisify(execFile)
const storePassword = 'keystore-of-a-test'

/** One more listener of a node, with TLS and sign-in. */
export type SecureListener = {
  readonly address: string
  /** The certificate that it shows, which is its own authority. */
  readonly caFile: string
  readonly port: number
  readonly properties: Readonly<Record<string, string>>
  /** What the storage tool is told, so that the account exists. */
  readonly formatArguments: readonly string[]
}

/** Makes a certificate for the loopback address by the JDK's own tool. */
export async function makeSecureListener(
  folder: string,
  account: { readonly user: string; readonly password: string },
): Promise<SecureListener> {
  const port = await freePort()
  const [store, caFile] = [join(folder, 'keystore.p12'), join(folder, 'authority.pem')]
  const ofStore = ['-keystore', store, '-storetype', 'PKCS12', '-storepass', storePassword, '-alias', 'kafka']
  const subject = ['-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1']
  await run('keytool', ['-genkeypair', '-keyalg', 'RSA', '-validity', '30', ...subject, ...ofStore])
  await run('keytool', ['-exportcert', '-rfc', '-file', caFile, ...ofStore])
  const { user, password } = account
  const jaas = 'org.apache.kafka.common.security'
  return {
    address: `127.0.0.1:${port}`,
    caFile,
    port,
    properties: {
      'listener.name.secured.ssl.keystore.location': store,
      'listener.name.secured.ssl.keystore.type': 'PKCS12',
      'listener.name.secured.ssl.keystore.password': storePassword,
      'listener.name.secured.ssl.key.password': storePassword,
      'listener.name.secured.sasl.enabled.mechanisms': 'SCRAM-SHA-512,PLAIN',
      'listener.name.secured.scram-sha-512.sasl.jaas.config': `${jaas}.scram.ScramLoginModule required;`,
      'listener.name.secured.plain.sasl.jaas.config': `${jaas}.plain.PlainLoginModule required user_${user}="${password}";`,
    },
    formatArguments: ['--add-scram', `SCRAM-SHA-512=[name=${user},password=${password}]`],
  }
}
