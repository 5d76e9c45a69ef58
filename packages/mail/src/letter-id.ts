/** Letter ids are 26 characters of lower-case base32; anything else must never become part of a path or a tag. */
export function isLetterId(text: string): boolean {
  return /^[a-z2-7]{26}$/.test(text)
}
