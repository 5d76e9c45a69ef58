/** The form HTML gives to an e-mail field, in ASCII: what every mail service takes and no header can be broken with. */
const addressForm =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

/** Whether a text is exactly one bare address: no list, no name, no control, at most 254 characters (RFC 5321). */
export function isOneAddress(text: string): boolean {
  return text.length <= 254 && addressForm.test(text)
}
