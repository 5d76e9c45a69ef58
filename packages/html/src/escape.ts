const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser turns a bare carriage return into a line feed; the reference keeps what was written.
  '\r': '&#13;',
}

/**
 * Text that an HTML parser reads back as it was given, in an element or in a quoted attribute.
 * Characters HTML cannot carry (NUL, most controls, half a surrogate pair) become U+FFFD, so that a reader sees that
 * something stood there.
 */
export function escapeText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the controls are what must go
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"'\r]/g, (character) => entities[character] ?? character)
  )
}
