type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Whether a state-changing request comes from a page of our own: Sec-Fetch-Site (where the browser sends it) says so, and Origin is
 * the public address, or the very host that was asked (a console reached by another name of the same machine). A request
 * without Origin is refused: every current browser sends it with a form.
 */
export const isSameOrigin = (headers: Headers, publicUrl: string): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = headers.origin
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false
  const asked = new URL(origin)
  return asked.origin === new URL(publicUrl).origin || asked.host === headers.host
}
