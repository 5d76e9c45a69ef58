const allowedSchemes: readonly string[] = ['http', 'https', 'mailto', 'tel']

const urlAttributes: ReadonlySet<string> = new Set([
  'action',
  'cite',
  'data',
  'formaction',
  'href',
  'hx-delete',
  'hx-get',
  'hx-patch',
  'hx-post',
  'hx-put',
  'ping',
  'poster',
  'src',
  'xlink:href',
])

/** Whether an attribute's value is followed or loaded as an address. */
export function isUrlAttribute(name: string): boolean {
  return urlAttributes.has(name.toLowerCase())
}

/**
 * Throws a TypeError that names the attribute and the scheme unless the address is relative or has one of the schemes
 * http, https, mailto, tel. Browsers drop controls and blanks before they look for the scheme, so this does too.
 */
export function checkUrl(attribute: string, url: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: "java\tscript:" is a scheme to a browser
  const compact = url.replace(/[\u0000-\u0020\u007f-\u00a0]/g, '')
  const beforeColon = /^([^/?#\\]*?):/.exec(compact)?.[1]
  if (beforeColon === undefined || allowedSchemes.includes(beforeColon.toLowerCase())) return
  throw new TypeError(
    `${attribute}: the scheme "${beforeColon.slice(0, 40)}:" is not allowed; use http, https, mailto, tel or a relative address`,
  )
}
