type Device = Record<string, unknown> & { readonly identifiers: Record<string, string>[] }

/** Puts the elements of a release file together, one `<device>` at a time. */
export interface DeviceBuilder {
  open(name: string, line: number): void
  text(text: string): void
  close(): void
  /** Whether no device has come by. */
  isEmpty(): boolean
}

/** Characters of one value; what is behind them is dropped. */
const longestValue = 10_000

/**
 * Hands over each device as `readCatalogueRecord` takes it: its own leaves by name, and the leaves of its `<identifier>`
 * elements as a list. Elements deeper down (sizes, contacts, submissions) say nothing about identity and are passed over.
 */
export function createDeviceBuilder(onDevice: (line: number, device: unknown) => void): DeviceBuilder {
  let path: string[] = []
  let device: Device | undefined
  let begunAt = 0
  let value = ''
  let seen = 0

  const isIdentifier = (): boolean => path[1] === 'identifiers' && path[2] === 'identifier'
  return {
    open: (qualified, line) => {
      const name = qualified.slice(qualified.indexOf(':') + 1)
      if (device === undefined && name !== 'device') return
      if (device === undefined) {
        device = { identifiers: [] }
        begunAt = line
        path = []
      }
      path.push(name)
      value = ''
      if (path.length === 3 && isIdentifier()) device.identifiers.push({})
    },
    text: (text) => {
      if (device !== undefined && value.length < longestValue) value += text.slice(0, longestValue)
    },
    close: () => {
      if (device === undefined) return
      const name = path.at(-1) ?? ''
      const identifier = isIdentifier() ? device.identifiers.at(-1) : undefined
      if (path.length === 2 && name !== 'identifiers') define(device, name, value)
      if (path.length === 4 && identifier !== undefined) define(identifier, name, value)
      value = ''
      path.pop()
      if (path.length > 0) return
      seen += 1
      onDevice(begunAt, device)
      device = undefined
    },
    isEmpty: () => seen === 0,
  }
}

/** As a property of its own, whatever an element is called. */
function define(target: object, name: string, value: string): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}
