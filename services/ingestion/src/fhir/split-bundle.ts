/** A piece of a Bundle: the text of one element of `entry`, or at the end all the rest with an empty `entry`. */
export type BundlePiece =
  | { readonly kind: 'entry'; readonly index: number; readonly text: string }
  | { readonly kind: 'envelope'; readonly text: string }
  | { readonly kind: 'fault'; readonly reason: string }

export interface BundleSplitter {
  /** The entries that are whole with this piece of text. After a fault nothing more is to be read. */
  read(piece: string): readonly BundlePiece[]
  /** The envelope, when no more text comes. */
  end(): BundlePiece
}

/** Characters of one entry, and of all the rest: a Device has two thousand. */
const longest = 1024 * 1024

const code = {
  quote: 34,
  comma: 44,
  colon: 58,
  backslash: 92,
  open: 91,
  close: 93,
  openObject: 123,
  closeObject: 125,
}

/**
 * Divides the text of a JSON object at the elements of its member `entry`, in whatever pieces it comes, so that a
 * Bundle of any length is read one resource at a time. Each text is still to be parsed: here only strings, brackets and the
 * commas between the elements are looked at.
 */
export function createBundleSplitter(): BundleSplitter {
  const text = { envelope: '', entry: '' }
  let state: 'envelope' | 'between' | 'entry' = 'envelope'
  const depth = { envelope: 0, entry: 0 }
  let index = 0
  let inString = false
  let escaped = false
  let hasEntries = false
  /** In the envelope: the last string was "entry"; the member that is open is called so. */
  let lastIsEntry = false
  let inEntryMember = false
  /** Between entries: what must come next. */
  let next: 'any' | 'comma' | 'entry' = 'any'

  const passString = (character: number, textBefore: () => string) => {
    if (escaped) escaped = false
    else if (character === code.backslash) escaped = true
    else if (character === code.quote) {
      inString = false
      if (state === 'envelope' && depth.envelope === 1)
        lastIsEntry = /(?<!\\)"entry$/.test(textBefore().slice(-8))
    }
  }
  const passEnvelope = (character: number): 'enter' | 'twice' | undefined => {
    if (character === code.quote) inString = true
    else if (character === code.colon && depth.envelope === 1) inEntryMember = lastIsEntry
    else if (character === code.comma && depth.envelope === 1) inEntryMember = false
    else if (character === code.open && depth.envelope === 1 && inEntryMember)
      return hasEntries ? 'twice' : 'enter'
    else if (character === code.open || character === code.openObject) depth.envelope += 1
    else if (character === code.close || character === code.closeObject) depth.envelope -= 1
    return undefined
  }
  const passBetween = (character: number): 'leave' | 'begin' | 'fault' | undefined => {
    if (character === 32 || (character >= 9 && character <= 13)) return undefined
    if (character === code.comma && next === 'comma') next = 'entry'
    else if (character === code.close && next !== 'entry') return 'leave'
    else return character === code.openObject && next !== 'comma' ? 'begin' : 'fault'
    return undefined
  }
  /** True when the entry ends with this character. */
  const passEntry = (character: number): boolean => {
    if (character === code.quote) inString = true
    else if (character === code.open || character === code.openObject) depth.entry += 1
    else if (character === code.close || character === code.closeObject) depth.entry -= 1
    return depth.entry === 0
  }
  return {
    read: (piece) => {
      const found: BundlePiece[] = []
      const fault = (reason: string): readonly BundlePiece[] => [...found, { kind: 'fault', reason }]
      let start = 0
      for (let at = 0; at < piece.length; at += 1) {
        const character = piece.charCodeAt(at)
        if (inString) passString(character, () => text.envelope + piece.slice(start, at))
        else if (state === 'envelope') {
          const step = passEnvelope(character)
          if (step === 'twice') return fault('there are two members "entry"')
          if (step !== 'enter') continue
          text.envelope += piece.slice(start, at + 1)
          ;[state, hasEntries, next] = ['between', true, 'any']
        } else if (state === 'between') {
          const step = passBetween(character)
          if (step === 'fault') return fault(`entry ${index} is no object, or a comma is missing or too many`)
          if (step !== undefined) start = at
          if (step === 'leave') [state, inEntryMember] = ['envelope', false]
          if (step === 'begin') [state, depth.entry] = ['entry', 1]
        } else if (passEntry(character)) {
          found.push({ kind: 'entry', index, text: text.entry + piece.slice(start, at + 1) })
          text.entry = ''
          index += 1
          ;[state, next] = ['between', 'comma']
        }
      }
      if (state !== 'between') text[state] += piece.slice(start)
      if (text.entry.length > longest) return fault(`entry ${index} has more than ${longest} characters`)
      return text.envelope.length > longest
        ? fault(`there are more than ${longest} characters outside "entry"`)
        : found
    },
    end: () =>
      state === 'envelope' && depth.envelope === 0 && !inString
        ? { kind: 'envelope', text: text.envelope }
        : { kind: 'fault', reason: 'it ends too early: send it again, whole' },
  }
}
