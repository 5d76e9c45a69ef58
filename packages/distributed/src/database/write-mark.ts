import { randomBytes } from 'node:crypto'

/** Tells one write from all others, so that whoever made it recognises it when the answer was lost. */
export const newWriteMark = (): string => randomBytes(9).toString('base64url')
