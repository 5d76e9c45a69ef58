import { createRandom } from './create-random.ts'

const groupSeparator = '\u001d'
const digits = '0123456789'
const letters = `${digits}ABCDEFGHJKLMNPQRSTUVWXYZ`

/**
 * Valid GS1 element strings as scanners send them off device labels, the same ones for the same seed: two in three with a
 * symbology identifier, one in fourteen expiring at the end of a month (day 00). Consumables have a lot and an expiry,
 * equipment a serial and a date of manufacture, some both, and software a version.
 */
export function generateCarriers(count: number, seed: number): readonly string[] {
  const { below, text } = createRandom(seed)
  const two = (value: number) => String(value).padStart(2, '0')
  const date = (from: number, to: number) =>
    `${two(from + below(to - from))}${two(1 + below(12))}${below(14) === 0 ? '00' : two(1 + below(28))}`

  const products = Array.from({ length: 2_000 }, () => {
    const body = `${below(5) === 0 ? 1 + below(8) : 0}0${text(11, digits)}`
    return `01${body}${checkDigitOf(body)}`
  })
  const element = () => {
    const product = products[below(products.length)] ?? ''
    const made = `11${date(15, 26)}`
    const expires = `17${date(26, 36)}`
    const lot = `10${text(5 + below(8), letters)}`
    const serial = `21${text(6 + below(7), below(2) === 0 ? digits : letters)}`
    const kind = below(20)
    if (kind < 9) return `${product}${expires}${lot}`
    if (kind < 14) return `${product}${made}${serial}`
    if (kind < 18) return `${product}${made}${expires}${lot}${groupSeparator}${serial}`
    return `${product}${serial}${groupSeparator}8012${below(10)}.${two(below(40))}.${two(below(40))}`
  }
  return Array.from({ length: count }, () => `${[']d2', ']C1', ''][below(3)]}${element()}`)
}

function checkDigitOf(body: string): number {
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}
