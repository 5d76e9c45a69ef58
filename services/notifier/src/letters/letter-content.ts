/** A part of a letter, free of any markup: plain text and HTML are both written from these. */
export type Block =
  /** Said before everything else. */
  | { readonly kind: 'note'; readonly text: string }
  /** What somebody else than the firm says, apart from the rest: whose it is, and what comes after it. */
  | { readonly kind: 'quote'; readonly from: string; readonly text: string; readonly after: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | {
      readonly kind: 'facts'
      readonly rows: readonly { readonly term: string; readonly value: string }[]
    }
  /** Column headings and as many cells per row. The last column takes the longest text. */
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'reply'
      readonly open: string
      readonly url: string
      readonly codeLabel: string
      readonly code: string
      readonly until: string
    }

export type LetterContent = {
  /** BCP 47, e.g. `en`. */
  readonly language: string
  readonly subject: string
  /** 21 CFR 7.49(b): the marking, above everything. */
  readonly marking: string
  /** It asks for nothing. */
  readonly calm: boolean
  /** What it is about and what is asked, in one or two sentences. */
  readonly title: string
  readonly lead: string
  readonly blocks: readonly Block[]
}
