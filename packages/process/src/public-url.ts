import { z } from 'zod'

/** An address such as `https://recalls.example.org`; a slash at its end is dropped. */
export const publicUrlSchema = z
  .url({ protocol: /^https?$/, error: 'write an address such as https://recalls.example.org' })
  .transform((url) => url.replace(/\/+$/, ''))
