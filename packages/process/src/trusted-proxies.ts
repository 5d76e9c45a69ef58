import { isIP } from 'node:net'
import { z } from 'zod'

const namedNetworks = ['loopback', 'linklocal', 'uniquelocal']

function isNetwork(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/')
  const version = isIP(address)
  if (rest.length > 0 || version === 0) return namedNetworks.includes(text)
  return !text.includes('/') || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
}

/**
 * Proxies whose X-Forwarded headers are believed: addresses, networks such as `10.0.0.0/8`, or `loopback`, `linklocal`, `uniquelocal`,
 * with commas. By default nobody is believed, and everyone behind a proxy counts as one address where requests are limited.
 */
export const trustedProxiesSchema = z
  .string()
  .default('')
  .transform((list) => list.split(',').map((one) => one.trim()))
  .transform((list) => list.filter((one) => one !== ''))
  .refine((list) => list.every(isNetwork), {
    error: 'write addresses or networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, with commas',
  })
