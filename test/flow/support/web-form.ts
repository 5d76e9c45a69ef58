/** One form of a page, as far as a person without script fills it in. */
export type WebForm = {
  readonly action: string
  /** What a browser sends when nothing is touched: hidden fields, typed defaults, chosen options. */
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly html: string
}

/** The forms of a page of ours, whose markup is regular: every attribute quoted, every control with a name. */
export function readForms(page: string): readonly WebForm[] {
  return [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', html = '']) => ({
    action: attribute(head, 'action') ?? '',
    values: defaultsOf(html),
    html,
  }))
}

function defaultsOf(html: string): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = {}
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type') ?? 'text'
    if (name === undefined || type === 'submit') continue
    if (['radio', 'checkbox'].includes(type) && !/\schecked\b/.test(tag)) continue
    values[name] = [...(values[name] ?? []), attribute(tag, 'value') ?? '']
  }
  for (const [, tag = '', options = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = attribute(tag, 'name')
    const chosen = [...options.matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
    const selected = chosen.find((option) => /\sselected\b/.test(option)) ?? chosen[0]
    if (name !== undefined)
      values[name] = [selected === undefined ? '' : (attribute(selected, 'value') ?? '')]
  }
  return values
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

export type Answer = { readonly status: number; readonly html: string }

/** Sends a form the way a browser does from the page it was on. */
export async function submitForm(
  url: string,
  form: WebForm,
  filled: Readonly<Record<string, string | readonly string[]>>,
): Promise<Answer> {
  const body = new URLSearchParams()
  const values = { ...form.values, ...filled }
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) body.append(name, one)
  const target = new URL(form.action, url)
  const answer = await fetch(target, {
    method: 'POST',
    body,
    headers: { origin: target.origin },
    signal: AbortSignal.timeout(30_000),
  })
  return { status: answer.status, html: await answer.text() }
}
