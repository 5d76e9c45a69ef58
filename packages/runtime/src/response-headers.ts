/**
 * Headers of every answer. Referrer-Policy is same-origin because under no-referrer browsers send `Origin: null` with each form,
 * and the origin check would refuse them. Scripts, styles and fonts come from our own files only; nothing may frame a page.
 */
const always: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  'cache-control': 'no-store',
}

/** The defaults a handler's own headers may replace. HSTS (one year) only where the public address is https. */
export const responseHeaders = (publicUrl: string): Readonly<Record<string, string>> =>
  new URL(publicUrl).protocol === 'https:'
    ? { ...always, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : always
